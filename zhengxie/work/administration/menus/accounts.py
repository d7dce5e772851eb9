"""Menu entries of the three administrators, and everyone's own account."""

from zhengxie.foundation.pages.menu import menu

menu("账号", "people", "accounts", "administration.view_accounts", 10)
menu("系统设置", "gear", "settings", "administration.edit_settings", 20)
menu("审计日志", "book", "log", "administration.read_log", 10)
menu("我的账号", "user", "my_account", "pages.view", 90)
menu("接口令牌", "lock", "tokens", "administration.make_token", 91, group="我的账号")
