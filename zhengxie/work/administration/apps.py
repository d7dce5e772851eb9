from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "zhengxie.work.administration"
    label = "administration"
    verbose_name = "管理"

    def ready(self) -> None:
        """Sign in verbs, forms and menu entries."""
        from zhengxie.engines.clocks.jobs import daily
        from zhengxie.work.administration import daily_jobs, forms, menus, policy  # noqa: F401  (registers)

        for job in daily_jobs.JOBS:
            daily(job)
