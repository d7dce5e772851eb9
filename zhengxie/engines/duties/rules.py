"""Facts in words: pure functions of their kind and attributes. Vocabulary: domain/scoring/README.md."""

from collections.abc import Iterable, Mapping
from typing import Any

# What is counted, by kind of fact.
UNITS = {"proposal": "件"}
ROLES = {
    "sole": "独立提案",
    "joint_first": "第一提案人",
    "joint_other": "联名提案",
    "collective": "集体提案",
}


def unit_of(kind: str) -> str:
    """The measure word of a kind."""
    return UNITS.get(kind, "次")


def words_of(attributes: Mapping[str, Any]) -> list[str]:
    """One fact in words: role, filed or not."""
    found = []
    role = ROLES.get(str(attributes.get("role", "")))
    if role:
        found.append(role)
    if "filed" in attributes:
        found.append("已立案" if attributes["filed"] else "未立案")
    return found


def summary(facts: Iterable[Mapping[str, Any]]) -> str:
    """Facts of one kind in a line, such as 独立提案 2，第一提案人 1，其中已立案 2; empty without roles."""
    rows = list(facts)
    roles = [str(row.get("role", "")) for row in rows]
    parts = [f"{label} {roles.count(role)}" for role, label in ROLES.items() if role in roles]
    if parts and any("filed" in row for row in rows):
        parts.append(f"其中已立案 {sum(bool(row.get('filed')) for row in rows)}")
    return "，".join(parts)
