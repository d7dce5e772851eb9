"""A state as pages show it: a word, the group of its colour, an icon."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from zhengxie.foundation.pages.templatetags.zx import state


@dataclass(frozen=True)
class Sign:
    """What a reader sees of a state; `code` is the stored one, where a program reads it too."""

    label: str
    group: str
    icon: str
    code: str = ""

    @property
    def chip(self) -> SafeString:
        """For columns of lists and for tags."""
        return state(self.label, self.group, self.icon)
