from django.urls import path

from zhengxie.work.proposals.views import alike, files, office, review, writing

urlpatterns = [
    path("", office.proposals, name="proposals"),
    path("mine/", writing.my_proposals, name="my_proposals"),
    path("write/", writing.proposal_write, name="proposal_write"),
    path("review/", review.review_desk, name="review_desk"),
    path("earlier/", alike.earlier_proposals, name="earlier_proposals"),
    path("merging/", alike.merge_candidates, name="merge_candidates"),
    path("<int:key>/alike/", alike.proposal_alike, name="proposal_alike"),
    path("<int:key>/beside/", alike.proposals_beside, name="proposals_beside"),
    path("<int:key>/", office.proposal, name="proposal"),
    path("<int:key>/write/", writing.proposal_edit, name="proposal_edit"),
    path("<int:key>/preview/", writing.proposal_preview, name="proposal_preview"),
    path("<int:key>/sent/", writing.proposal_sent, name="proposal_sent"),
    path("<int:key>/files/", files.proposal_files, name="proposal_files"),
    path("files/<int:key>/remove/", files.proposal_detach, name="proposal_detach"),
    path("<int:key>/review/", review.proposal_review, name="proposal_review"),
    path("<int:key>/units/", review.proposal_units, name="proposal_units"),
    path("<int:key>/panel/", review.proposal_panel, name="proposal_panel"),
    path("<int:key>/print/", office.proposal_print, name="proposal_print"),
]
