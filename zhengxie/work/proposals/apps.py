from typing import Any

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "zhengxie.work.proposals"
    label = "proposals"
    verbose_name = "提案"

    def ready(self) -> None:
        """Sign in verbs, forms, the kind of case, the menu and what proposals put into the books."""
        from zhengxie.engines.cases.kinds import register_kind
        from zhengxie.engines.clocks.jobs import each_tick
        from zhengxie.engines.plans import streams
        from zhengxie.foundation.documents.carriers import carries
        from zhengxie.foundation.documents.queries import read_texts
        from zhengxie.foundation.notices.todos import finishes
        from zhengxie.foundation.pages.findable import findable
        from zhengxie.foundation.pages.menu import menu
        from zhengxie.foundation.workflow.books import sources
        from zhengxie.work.proposals import books, forms, policy  # noqa: F401  (fill the registers)
        from zhengxie.work.proposals.jobs import compare_new
        from zhengxie.work.proposals.kinds import KIND
        from zhengxie.work.proposals.models import Proposal
        from zhengxie.work.proposals.queries.finding import PROPOSALS
        from zhengxie.work.proposals.queries.proposers import is_proposer
        from zhengxie.work.proposals.queries.streams import MEASURES, streams_of

        register_kind(KIND)
        each_tick(compare_new)
        findable(PROPOSALS)
        rows: dict[str, Any] = {"todos": books.todos_of, "facts": books.facts_of}
        rows |= {"tallies": books.tallies_of, "search": books.text_of}
        sources(Proposal, related=["suggestions"], read=read_texts, **rows)
        carries(Proposal, keeper=is_proposer)
        finishes(Proposal, books.is_finished)
        streams.offer(room="proposals", label="提案", measures=MEASURES, choices=streams_of)
        menu("我的提案", "pen", "my_proposals", "proposals.draft", 3)
        menu("提案", "doc", "proposals", "proposals.browse", 4)
        sheets = ("proposal_review", "proposal_panel")
        menu("提案审查", "check", "review_desk", "proposals.review", 5, pages=sheets)
