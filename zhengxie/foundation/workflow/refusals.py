"""Why an action was not done. Every text is a Chinese sentence that says how to repair."""


class Refused(Exception):
    """The action may not be done now; nothing was written. `field`: the input at fault, if one is."""

    def __init__(self, text: str, *, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class Stale(Refused):
    """Somebody else changed the object first; the caller's input is kept and shown beside the new state."""

    def __init__(self, text: str = "他人已先处理：这条记录刚被改动。请看过最新内容再决定。") -> None:
        super().__init__(text)
