from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "zhengxie.site"
    label = "site"
    verbose_name = "平台"

    def ready(self) -> None:
        """Sign in the menu entry of the drawings."""
        from zhengxie.foundation.pages.menu import menu

        menu("状态图", "tree", "states", "administration.edit_clock_rules", 85, "参数与时限")
