"""Menu entries of parameters, calendar and clock rules; the to-dos that drafted parameters yield."""

from zhengxie.foundation.pages.menu import menu
from zhengxie.work.administration.books import rules as books

SETTINGS = "参数与时限"

menu(SETTINGS, "gear", "parameters", "administration.edit_parameters", 80)
menu("时限规则", "clock", "clock_rules", "administration.edit_clock_rules", 81, group=SETTINGS)
menu("工作日历", "calendar", "calendar", "administration.edit_calendar", 82, group=SETTINGS)

books.sign_in()
