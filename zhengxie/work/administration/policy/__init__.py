"""The verbs of `administration`: who may keep the foundation's tables."""

from zhengxie.work.administration.policy import accounts, directory, rules

__all__ = ["accounts", "directory", "rules"]
