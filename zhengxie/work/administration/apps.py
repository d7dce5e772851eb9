from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "zhengxie.work.administration"
    label = "administration"
    verbose_name = "管理"

    def ready(self) -> None:
        """Sign in verbs, forms and menu entries."""
        from zhengxie.engines.clocks.jobs import daily, each_tick
        from zhengxie.foundation.pages.findable import findable
        from zhengxie.work.administration import daily_jobs, forms, menus, policy  # noqa: F401  (registers)
        from zhengxie.work.administration.queries.finding import MEMBERS

        findable(MEMBERS)
        for job in daily_jobs.JOBS:
            daily(job)
        for job in daily_jobs.FREQUENT:
            each_tick(job)
