"""Menu entries of the directory."""

from zhengxie.foundation.pages.menu import menu

menu("名录", "book", "directory_members", "members.view_file", 80)
menu("单位", "book", "directory_units", "administration.edit_directory", 81, "名录")
menu("内设机构", "book", "directory_bodies", "administration.edit_directory", 82, "名录")
menu("界别", "book", "directory_sectors", "administration.edit_directory", 83, "名录")
menu("届和届次", "book", "directory_terms", "administration.edit_directory", 84, "名录")
menu("委员名单", "people", "directory_roster", "members.view_roster", 70, "名录")
