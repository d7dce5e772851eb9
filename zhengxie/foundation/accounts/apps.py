from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "zhengxie.foundation.accounts"
    label = "accounts"
    verbose_name = "账号"
