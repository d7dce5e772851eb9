from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "zhengxie.engines.clocks"
    label = "clocks"
    verbose_name = "时限"

    def ready(self) -> None:
        """Fill the policy table and sign in the follower."""
        from zhengxie.engines.clocks import actions, policy  # noqa: F401
        from zhengxie.engines.clocks.follow import follow
        from zhengxie.engines.clocks.queries import judge_for
        from zhengxie.foundation.notices.deadlines import judged_by
        from zhengxie.foundation.workflow.run import follower

        follower(follow)
        judged_by(judge_for)
