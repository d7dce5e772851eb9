"""Menu entries of what the office sets, parameters to number series; the to-dos of drafted parameters."""

from zhengxie.foundation.pages.menu import menu
from zhengxie.work.administration.books import rules as books

SETTINGS = "参数与时限"

menu(SETTINGS, "gear", "parameters", "administration.edit_parameters", 80)
menu("时限规则", "clock", "clock_rules", "administration.edit_clock_rules", 81, group=SETTINGS)
menu("工作日历", "calendar", "calendar", "administration.edit_calendar", 82, group=SETTINGS)
menu("字典", "book", "dictionary", "administration.edit_dictionary", 83, group=SETTINGS)
menu("编号规则", "doc", "series", "administration.edit_dictionary", 84, group=SETTINGS)
menu("主题词", "book", "subjects", "administration.edit_subjects", 85, group=SETTINGS)

books.sign_in()
