"""The notice on personal information that each person confirms at the first sign-in. checklist 49."""

from zhengxie.foundation.accounts.models import NoticeConsent, User

# Changing the text of the notice changes this, and everyone is asked again.
VERSION = "2026-1"


def has_read_notice(user: User) -> bool:
    """Whether the person has confirmed the current version."""
    return NoticeConsent.objects.filter(user=user, version=VERSION).exists()


def confirm_notice(user: User) -> None:
    """Note that the person has read the current version."""
    NoticeConsent.objects.get_or_create(user=user, version=VERSION)
