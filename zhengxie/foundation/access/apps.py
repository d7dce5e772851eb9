from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "zhengxie.foundation.access"
    label = "access"
    verbose_name = "权限"

    def ready(self) -> None:
        """Say who sees the directory."""
        from zhengxie.foundation.access import scopes  # noqa: F401  (fills the scopes)
