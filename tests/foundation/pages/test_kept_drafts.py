"""How much unsent input one user may leave behind."""

import pytest
from django.http import QueryDict

from tests.conftest import SeatMaker
from zhengxie.foundation.pages.drafts import MOST, drafts_of, save_draft
from zhengxie.foundation.pages.models import Draft

pytestmark = pytest.mark.django_db


def test_the_oldest_make_room(seat: SeatMaker) -> None:
    user, other = seat().user_id or 0, seat().user_id or 0
    save_draft(other, "/plans/", "plans.draft", QueryDict("title=别人的"))
    for n in range(MOST + 3):
        save_draft(user, f"/plans/{n}/", "plans.draft", QueryDict(f"title=第{n}份"))
    assert Draft.objects.filter(user_id=user).count() == MOST
    assert not drafts_of(user, "/plans/2/") and drafts_of(user, "/plans/3/")
    assert drafts_of(other, "/plans/")
