from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "zhengxie.foundation.rules"
    label = "rules"
    verbose_name = "参数"
