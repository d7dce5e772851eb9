from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "zhengxie.engines.duties"
    label = "duties"
    verbose_name = "履职事实"

    def ready(self) -> None:
        """Sign in who sees facts and the book that keeps them."""
        from zhengxie.engines.duties import policy  # noqa: F401  (fills the scopes)
        from zhengxie.engines.duties.facts import reconcile_facts
        from zhengxie.foundation.workflow.books import register_book

        register_book("facts", reconcile_facts)
