from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "zhengxie.engines.plans"
    label = "plans"
    verbose_name = "工作要点"

    def ready(self) -> None:
        """Sign in verbs, forms, the menu entry and the to-do rows of tasks."""
        from zhengxie.engines.plans import books, forms, policy  # noqa: F401  (fill the registers)
        from zhengxie.engines.plans.models import Task
        from zhengxie.engines.plans.queries.finding import TASKS
        from zhengxie.engines.plans.tallies import reconcile_tallies
        from zhengxie.foundation.notices.todos import finishes
        from zhengxie.foundation.pages.findable import findable
        from zhengxie.foundation.pages.menu import menu
        from zhengxie.foundation.workflow.books import register_book, sources

        register_book("tallies", reconcile_tallies)
        sources(Task, todos=books.todos_of, search=books.text_of)
        findable(TASKS)
        finishes(Task, books.is_finished)
        menu("工作要点", "flag", "plans", "plans.view", 10)
