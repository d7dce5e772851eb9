"""The verbs of `administration`: who may keep the foundation's tables."""

from zhengxie.work.administration.policy import accounts, directory, rules, tokens

__all__ = ["accounts", "directory", "rules", "tokens"]
