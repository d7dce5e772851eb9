"""A machine drawn in layers: states as boxes, moves as arrows. Pure; the template makes the SVG.

Rows are counted by the shortest way from the first state; final states stand in the last row. Arrows that
skip a row run along the left side, those that lead sideways or back along the right, each in its own lane.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhengxie.foundation.workflow.moves import Machine

CHARACTER, SMALL = 15, 12  # px a character takes in a label, and in the line below it
BOX_HEIGHT, ROW, GAP, MARGIN, LANE = 50, 136, 56, 40, 30


@dataclass(frozen=True)
class Box:
    """One state; `loops`: verbs that leave it as it is."""

    state: str
    label: str
    loops: str
    x: int
    y: int
    width: int

    @property
    def middle(self) -> int:
        """Of its width."""
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        """Where arrows leave it."""
        return self.y + BOX_HEIGHT

    @property
    def text_y(self) -> int:
        """The base line of its label."""
        return self.y + (22 if self.loops else 31)

    @property
    def loops_y(self) -> int:
        """The base line of what leaves it as it is."""
        return self.y + 41


@dataclass(frozen=True)
class Arrow:
    """One or several moves between two states: its path and where its words stand."""

    source: str
    target: str
    words: str
    path: str
    x: int
    y: int

    @property
    def width(self) -> int:
        """Of the words' background."""
        return len(self.words) * 13 + 8

    @property
    def left(self) -> int:
        """Of the words' background."""
        return self.x - self.width // 2

    @property
    def top(self) -> int:
        """Of the words' background."""
        return self.y - 14


Way = Callable[[dict[str, Box], tuple[str, str], str, int], Arrow]


@dataclass(frozen=True)
class Drawing:
    """All that stands on the sheet; its left edge and size in px."""

    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    left: int
    width: int
    height: int


def draw(machine: Machine) -> Drawing:
    """The machine's drawing."""
    words = _words(machine)
    boxes = _boxes(machine, words)
    pairs = [pair for pair in words if pair[0] != pair[1]]
    arrows: list[Arrow] = []
    for way in (_down, _left, _right):
        mine = [pair for pair in pairs if _way(boxes, pair) is way]
        arrows += [way(boxes, pair, words[pair], place) for place, pair in enumerate(mine)]
    left = min([0, *(arrow.left for arrow in arrows)])
    right = max(max(b.x + b.width for b in boxes.values()), *(a.left + a.width for a in arrows))
    height = max(box.bottom for box in boxes.values())
    return Drawing(list(boxes.values()), arrows, left, right - left + MARGIN, height + MARGIN)


def _way(boxes: dict[str, Box], pair: tuple[str, str]) -> Way:
    """To the next row straight, further down along the left side, sideways and back along the right."""
    rows = (boxes[pair[1]].y - boxes[pair[0]].y) // ROW
    if rows == 1:
        return _down
    return _left if rows > 1 else _right


def _words(machine: Machine) -> dict[tuple[str, str], str]:
    """{(from, to): the verbs of all moves between them}."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for move in machine.moves():
        if move.label not in found[move.source, move.target]:
            found[move.source, move.target].append(move.label)
    return {pair: "、".join(labels) for pair, labels in found.items()}


def layers(machine: Machine) -> list[list[str]]:
    """States by row; what no move leads to yet is left out."""
    targets: dict[str, list[str]] = defaultdict(list)
    for move in machine.moves():
        targets[move.source].append(move.target)
    depth = _depths(machine.first, targets)
    last = max(depth.values()) + 1
    rows: dict[int, list[str]] = defaultdict(list)
    for state in (one for one in machine.states if one in depth):
        rows[depth[state] if set(targets[state]) - {state} else last].append(state)
    return [rows[n] for n in sorted(rows)]


def _depths(first: str, targets: dict[str, list[str]]) -> dict[str, int]:
    """How many moves each state is away from the first one."""
    depth, row = {first: 0}, [first]
    while row:
        reached = [(target, depth[state] + 1) for state in row for target in targets[state]]
        fresh = {target: far for target, far in reached if target not in depth}
        depth |= fresh
        row = list(fresh)
    return depth


def _boxes(machine: Machine, words: dict[tuple[str, str], str]) -> dict[str, Box]:
    labels, found = machine.states, {}
    sizes = {
        state: max(len(label) * CHARACTER, len(words.get((state, state), "")) * SMALL + SMALL) + 28
        for state, label in labels.items()
    }
    rows = layers(machine)
    widest = max(sum(sizes[s] + GAP for s in row) for row in rows)
    for n, row in enumerate(rows):
        x = MARGIN + (widest - sum(sizes[s] + GAP for s in row)) // 2 + GAP // 2
        for state in row:
            loops = words.get((state, state), "")
            found[state] = Box(state, labels[state], loops, x, MARGIN + n * ROW, sizes[state])
            x += sizes[state] + GAP
    return found


def _down(boxes: dict[str, Box], pair: tuple[str, str], words: str, place: int) -> Arrow:
    """To a lower row: straight; the words stand at different heights so that neighbours do not hide them."""
    source, target = boxes[pair[0]], boxes[pair[1]]
    share = (0.4, 0.6, 0.78)[place % 3]
    x = source.middle + round((target.middle - source.middle) * share)
    y = source.bottom + round((target.y - source.bottom) * share)
    path = f"M{source.middle},{source.bottom} L{target.middle},{target.y - 2}"
    return Arrow(*pair, words, path, x, y)


def _right(boxes: dict[str, Box], pair: tuple[str, str], words: str, place: int) -> Arrow:
    """To the same or a higher row: in a lane right of all boxes."""
    edge = max(box.x + box.width for box in boxes.values())
    return _lane(boxes, pair, words, place, edge + LANE * (place + 1), 1)


def _left(boxes: dict[str, Box], pair: tuple[str, str], words: str, place: int) -> Arrow:
    """Past a row: in a lane left of all boxes."""
    edge = min(box.x for box in boxes.values())
    return _lane(boxes, pair, words, place, edge - LANE * (place + 1), -1)


def _lane(boxes: dict[str, Box], pair: tuple[str, str], words: str, place: int, x: int, side: int) -> Arrow:
    """Out below the source, along the lane, in above the target."""
    source, target = boxes[pair[0]], boxes[pair[1]]
    out, into = source.bottom + 6 + 4 * (place % 6), target.y - 8 - 4 * (place % 6)
    start = source.middle + side * (source.width // 2 - 12)
    end = target.middle + side * (target.width // 2 - 12)
    path = f"M{start},{source.bottom} V{out} H{x} V{into} H{end} V{target.y - 2}"
    return Arrow(*pair, words, path, x, (out + into) // 2 + 20 * (place % 3 - 1))
