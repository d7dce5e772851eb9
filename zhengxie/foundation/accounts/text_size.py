"""大字版: the text size that a person has chosen. ux.md 1."""

from zhengxie.foundation.accounts.models import TextSize, User


def set_text_size(user: User | None, size: str) -> str:
    """Remember it with the account, if there is one; returns the size taken (a wrong one counts as 标准)."""
    taken = size if size in TextSize.values else TextSize.NORMAL
    if user is not None:
        User.objects.filter(pk=user.pk).update(text_size=taken)
    return str(taken)
