"""Loading as if on another day: the demo's records were made over months, through the same actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    """While it lasts, it is that hour of that day."""
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    with patch.object(timezone, "now", return_value=moment):
        yield
