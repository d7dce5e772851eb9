"""Choices from a list, and yes or no."""

from dataclasses import dataclass

from zhengxie.foundation.rules.kinds.kind import BadValue, tidy


@dataclass(frozen=True)
class ChoiceKind:
    """One of `choices` (code, Chinese label)."""

    choices: tuple[tuple[str, str], ...]

    @property
    def hint(self) -> str:
        return "从“" + "、".join(label for _, label in self.choices) + "”中选一项"

    def read(self, text: str) -> str:
        """The code, or the label as shown."""
        plain = tidy(text)
        for code, label in self.choices:
            if plain in (code, label):
                return code
        raise BadValue(f"请{self.hint}")

    def write(self, value: str) -> str:
        return value

    def say(self, value: str) -> str:
        return dict(self.choices)[value]


@dataclass(frozen=True)
class YesNoKind:
    """True or false."""

    choices: tuple[tuple[str, str], ...] = (("yes", "是"), ("no", "否"))

    @property
    def hint(self) -> str:
        return "选是或否"

    def read(self, text: str) -> bool:
        plain = tidy(text)
        for code, label in self.choices:
            if plain in (code, label):
                return code == "yes"
        raise BadValue(f"请{self.hint}")

    def write(self, value: bool) -> str:
        return "yes" if value else "no"

    def say(self, value: bool) -> str:
        return "是" if value else "否"
