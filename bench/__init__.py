"""Loading a large committee and measuring the pages; see README.md. Not part of the installed program."""

import os


def prepare() -> None:
    """Make the platform's models usable, as its own commands do."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengxie.site.settings")
    django.setup()
