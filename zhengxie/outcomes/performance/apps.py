from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "zhengxie.outcomes.performance"
    label = "performance"
    verbose_name = "委员履职"

    def ready(self) -> None:
        """Sign in verbs, forms, the menu entries and the to-do rows of requests for correction."""
        from zhengxie.foundation.notices.todos import finishes
        from zhengxie.foundation.pages.menu import menu
        from zhengxie.foundation.workflow.books import sources
        from zhengxie.outcomes.performance import books, forms, policy  # noqa: F401  (fill the registers)
        from zhengxie.outcomes.performance.models import Objection

        sources(Objection, todos=books.todos_of)
        finishes(Objection, books.is_finished)
        # One entry of this name: the own file for members; for whoever reads all files the list of them, from
        # which chair-level members reach their own.
        menu("履职档案", "archive", "my_file", "performance.view_own", 40)
        menu("履职档案", "archive", "duty_files", "performance.view", 41)
        menu("更正申请", "pen", "objections", "performance.view", 42, "履职档案")
