from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "zhengxie.foundation.directory"
    label = "directory"
    verbose_name = "名录"
