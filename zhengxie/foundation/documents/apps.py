from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "zhengxie.foundation.documents"
    label = "documents"
    verbose_name = "文书"

    def ready(self) -> None:
        """Fill the policy table."""
        from zhengxie.foundation.documents import actions, policy  # noqa: F401
