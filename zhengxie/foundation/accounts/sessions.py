"""Session engine: rows that say whose session it is and end by idle time and age. checklist 13-16."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from zhengxie.foundation.accounts.models import SignInSession

# A reading of the session moves `last_seen` at most this often, so that pages stay reads.
NOTE_EVERY = timedelta(seconds=30)
HAT_KEY = "hat_id"
IDLE_KEY = "idle_seconds"
STARTED_KEY = "started"
ADDRESS_KEY = "address"
AGENT_KEY = "agent"


class SessionStore(DatabaseStore):
    """The database store over SignInSession; an idle or old session loads as no session at all."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table."""
        return SignInSession

    def create_model_instance(self, data: Any) -> Any:
        """The row of `data`; its columns repeat what listing and ending sessions must find."""
        row: Any = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.hat_id = data.get(HAT_KEY)
        row.idle_seconds = data.get(IDLE_KEY)
        row.started = datetime.fromisoformat(data[STARTED_KEY]) if STARTED_KEY in data else timezone.now()
        row.address = data.get(ADDRESS_KEY, "")
        row.agent = data.get(AGENT_KEY, "")
        row.last_seen = timezone.now()
        return row

    def load(self) -> dict[str, Any]:
        """What the session holds; an ended one is deleted and holds nothing."""
        now = timezone.now()
        row = SignInSession.objects.filter(session_key=self.session_key, expire_date__gt=now).first()
        if row is None or (row.user_id is not None and ends_at(row) <= now):
            if row is not None:
                row.delete()
            self._session_key = None
            return {}
        if row.user_id is not None and now - (row.last_seen or now) >= NOTE_EVERY:
            SignInSession.objects.filter(pk=row.pk).update(last_seen=now)
        return dict(self.decode(row.session_data))


def ends_at(row: SignInSession) -> datetime:
    """When the session ends if nothing more is done: idle limit or absolute limit, whichever comes first."""
    started = row.started or row.expire_date
    idle = row.idle_seconds or min(settings.IDLE_SECONDS.values())
    return min(
        started + timedelta(seconds=settings.ABSOLUTE_SECONDS),
        (row.last_seen or started) + timedelta(seconds=idle),
    )
