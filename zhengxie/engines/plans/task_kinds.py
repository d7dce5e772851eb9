"""Kinds of task: the list of domain/workplan/SCHEMA.md under the identifiers of domain/01."""

from django.db import models


class TaskKind(models.TextChoices):
    MEETING = "meeting", "会议"
    TRAINING = "training", "学习培训"
    EVENT = "event", "活动"
    RESEARCH = "research", "专题调研"
    INSPECTION = "inspection", "专题视察"
    CONSULTATION = "consultation", "专题协商"
    DEMOCRATIC_OVERSIGHT = "democratic_oversight", "民主监督"
    PROPOSAL_WORK = "proposal_work", "提案工作"
    OPINION_REPORT = "opinion_report", "社情民意"
    DOCUMENT = "document", "制发文件"
    PUBLICATION = "publication", "出版与宣传"
    LIAISON = "liaison", "联络联谊"
    INSTITUTION = "institution", "制度与机构建设"
    OTHER = "other", "其他"


# The reader and its reference format call this one `supervision`.
FROM_READING = {"supervision": TaskKind.DEMOCRATIC_OVERSIGHT}


def from_reading(kind: str) -> TaskKind:
    """The kind of a reading (SCHEMA.md) as this room stores it."""
    return FROM_READING.get(kind) or TaskKind(kind)
