from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "zhengxie.foundation.documents"
    label = "documents"
    verbose_name = "文书"
