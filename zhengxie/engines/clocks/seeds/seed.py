"""A clock rule as shipped."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seed:
    """A clock rule as shipped; see models.ClockRule."""

    code: str
    label: str
    object_label: str
    starts_on: tuple[str, ...]
    stops_on: tuple[str, ...]
    length: str
    renews_on: tuple[str, ...] = ()
    revives_on: tuple[str, ...] = ()
    only: dict[str, list[str]] = field(default_factory=dict)
    absolute: str = ""
    ladder: str = ""
    tells_officer: tuple[str, ...] = ()
    tells_leader: tuple[str, ...] = ()
    tells_list: tuple[str, ...] = ("role:office_staff",)
    runs_out: str = ""
