from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "zhengxie.foundation.pages"
    label = "pages"
    verbose_name = "页面"

    def ready(self) -> None:
        """Sign in the frame's own verbs and the to-do entry of the menu."""
        from zhengxie.foundation.pages import policy  # noqa: F401  (fills the policy table)
        from zhengxie.foundation.pages.menu import menu

        menu("待办", "inbox", "todos", "pages.todos", 0)
