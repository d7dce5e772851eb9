from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "zhengxie.foundation.workflow"
    label = "workflow"
    verbose_name = "流转"
