"""What SQLite ranks of a very common word; PostgreSQL ranks nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.engines.search.conftest import Finder
from tests.factories import proposals
from zhengxie.engines.search.models import Doc
from zhengxie.engines.search.queries.find import find
from zhengxie.foundation.pages.findable import Sought
from zhengxie.foundation.workflow.actions import loading


def test_of_a_very_common_word_the_newest_are_ranked(
    people: proposals.Cast, found: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhengxie.engines.search.index.asking.RANKED", 2)
    monkeypatch.setattr("zhengxie.engines.search.queries.find.MOST", 3)
    first, *newest = (proposals.submitted(people, situation="某处的充电桩不够。") for _ in range(3))
    title = proposals.submitted(people, title="关于增设充电桩的建议")
    assert found(people.staff, "充电桩") == [("proposal", title.pk), ("proposal", newest[-1].pk)]
    assert find(people.staff, "充电桩").total == 4
    long_ago = timezone.localdate() - timedelta(days=400)
    with loading():
        Doc.objects.filter(object_id=first.pk).update(on=long_ago)
    assert found(people.staff, "充电桩", Sought(until=long_ago)) == [("proposal", first.pk)]
    assert len(found(people.author, "充电桩")) == 4
