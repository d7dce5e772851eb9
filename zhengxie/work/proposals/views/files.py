"""The attachments of a proposal: one page to put them there, one that asks before one is taken away."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.foundation.documents.queries import shown_of
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.proposals.forms.files import AttachForm, DetachForm, keep_text
from zhengxie.work.proposals.queries import mine
from zhengxie.work.proposals.queries.files import file_of
from zhengxie.work.proposals.views.trail import Answer


@page("proposals.attach", forms=(AttachForm,))
def proposal_files(request: SeatRequest, key: int) -> Answer:
    """What the page of writing sends a file to; it shows what was wrong, and the list. The text that was sent
    along is kept as typed."""
    found = get_object_or_404(mine.editable(request.seat), pk=key)
    if request.method == "GET" and not mine.is_open(found):
        return HttpResponseRedirect(found.get_absolute_url())
    keep_text(request.seat, found, request.POST)
    crumbs = [("首页", "/"), ("我的提案", reverse("my_proposals")), ("附件", "")]
    context = {"object": found, "title": "附件", "crumbs": crumbs}
    return "proposals/files.html", context | {"files": shown_of(request.seat, found)}


@page("proposals.detach", forms=(DetachForm,))
def proposal_detach(request: SeatRequest, key: int) -> Answer:
    """Which file, and whether it really is to go."""
    file, found = file_of(request.seat, key)
    crumbs = [("首页", "/"), ("我的提案", reverse("my_proposals")), ("删除附件", "")]
    return "proposals/detach.html", {"object": found, "file": file, "title": "删除附件", "crumbs": crumbs}
