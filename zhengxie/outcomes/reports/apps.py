from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "zhengxie.outcomes.reports"
    label = "reports"
    verbose_name = "统计报告"

    def ready(self) -> None:
        """Sign in the verb and the menu entry."""
        from zhengxie.foundation.pages.menu import menu
        from zhengxie.outcomes.reports import policy  # noqa: F401  (fills the policy table)

        menu("统计", "chart", "dashboard", "reports.view_dashboard", 50)
