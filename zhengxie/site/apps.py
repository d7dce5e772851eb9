from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "zhengxie.site"
    label = "site"
    verbose_name = "平台"
