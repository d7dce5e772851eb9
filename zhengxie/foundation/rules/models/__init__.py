"""What an office may set: versions of parameters, code lists, number series."""

from zhengxie.foundation.rules.models.codes import Code, CodeListName
from zhengxie.foundation.rules.models.parameters import OPEN_STATES, ParameterVersion, Reach, VersionState
from zhengxie.foundation.rules.models.series import Counter, Series
from zhengxie.foundation.rules.models.subjects import Subject

__all__ = [
    "OPEN_STATES",
    "Code",
    "CodeListName",
    "Counter",
    "ParameterVersion",
    "Reach",
    "Series",
    "Subject",
    "VersionState",
]
