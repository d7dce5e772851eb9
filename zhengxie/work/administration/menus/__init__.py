"""The entries of the side menu."""

from zhengxie.work.administration.menus import accounts, directory, rules

__all__ = ["accounts", "directory", "rules"]
