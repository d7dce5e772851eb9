from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "zhengxie.foundation.notices"
    label = "notices"
    verbose_name = "待办与消息"

    def ready(self) -> None:
        """Sign in the to-do book and the follower that writes messages."""
        from zhengxie.foundation.notices.messages import tell_of_actions
        from zhengxie.foundation.notices.todos import reconcile_todos
        from zhengxie.foundation.workflow.books import register_book
        from zhengxie.foundation.workflow.run import follower

        register_book("todos", reconcile_todos)
        follower(tell_of_actions)
