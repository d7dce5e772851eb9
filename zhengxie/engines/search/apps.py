from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "zhengxie.engines.search"
    label = "search"
    verbose_name = "搜索"

    def ready(self) -> None:
        """Sign in the verb and the book of texts."""
        from zhengxie.engines.search import policy  # noqa: F401  (fills the register)
        from zhengxie.engines.search.texts import reconcile_texts
        from zhengxie.foundation.workflow.books import register_book

        register_book("search", reconcile_texts)
