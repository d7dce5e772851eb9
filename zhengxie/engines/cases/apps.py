from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "zhengxie.engines.cases"
    label = "cases"
    verbose_name = "交办办理"

    def ready(self) -> None:
        """Sign in verbs, forms, menu entries, to-do rows, and what cases count for in the plan."""
        from zhengxie.engines.cases import books, forms, policy  # noqa: F401  (fill the registers)
        from zhengxie.engines.cases.models import Assignment, Case, Promise
        from zhengxie.engines.cases.queries.figures import answering_parts
        from zhengxie.engines.cases.queries.finding import ANSWERS, issued_replies
        from zhengxie.foundation.notices.todos import finishes
        from zhengxie.foundation.pages.findable import findable
        from zhengxie.foundation.pages.menu import menu
        from zhengxie.foundation.workflow.books import sources

        sources(Case, related=[answering_parts()], todos=books.case_todos, tallies=books.case_tallies)
        sources(
            Assignment,
            related=["case", issued_replies()],
            todos=books.assignment_todos,
            search=books.text_of,
        )
        findable(ANSWERS)
        sources(Promise, todos=books.promise_todos)
        finishes(Case, books.case_finished)
        finishes(Assignment, books.assignment_finished)
        finishes(Promise, books.promise_finished)
        menu("我单位的办理", "doc", "unit_home", "cases.view_desk", 29)
        menu("办理", "archive", "cases", "cases.view_list", 30)
        menu("交办", "people", "assignment_desk", "cases.assign", 31, group="办理")
        menu("答复审核", "doc", "audit_desk", "cases.assign", 32, group="办理")
