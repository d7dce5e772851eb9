"""The words that ship: every one names a duty of the demo's units, so that it can lead to one."""

from pathlib import Path

import zhengxie
from zhengxie.engines.search.advice.adviser import cues, shipped_words
from zhengxie.engines.search.advice.directory import Directory
from zhengxie.engines.search.advice.intake import read_units

UNITS = Path(zhengxie.__file__).parent / "site" / "demo" / "units.yaml"


def test_every_cue_belongs_to_a_duty() -> None:
    directory = Directory(read_units(UNITS))
    pieces = {piece for subject in cues().subjects for piece in subject.co}
    assert [
        piece for piece in sorted(pieces) if not any(m.strength > 0.5 for m in directory.match(piece))
    ] == []


def test_every_unit_can_be_asked_for_help() -> None:
    directory = Directory(read_units(UNITS))
    asked = {
        match.code for subject in cues().subjects for piece in subject.co for match in directory.match(piece)
    }
    assert asked == set(directory.units)


def test_every_everyday_subject_belongs_to_a_duty() -> None:
    directory = Directory(read_units(UNITS))
    lost = [
        (subject.name, piece)
        for subject in shipped_words().subjects
        for piece in (*subject.duties, *subject.co)
        if not directory.match(piece)
    ]
    assert lost == []
