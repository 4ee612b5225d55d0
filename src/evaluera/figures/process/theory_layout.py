"""Where the boxes and arrows of a programme theory stand: columns of equal width, each column centred."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evaluera.design.programme_theory import ProgrammeTheory, TheoryLink
from evaluera.figures.placing import spread
from evaluera.figures.process.row_layout import shortened
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH
from evaluera.figures.typesetting import LINE, text_width, wrap

__all__ = ["Box", "Route", "TheoryLayout", "divided", "theory_layout"]

_BETWEEN = 9.0
"""Points between two boxes of a column."""
_PAD = 3.5
_WIDEST = 118.0
_CHANNEL = {1: 0.0, 2: 90.0, 3: 56.0, 4: 38.0, 5: 30.0}
_NARROW_CHANNEL = 25.0
_MOST_LINES = 5
_SIGN = 13.5
"""Points that the sign of an arrow takes."""
_VOWELS = "aeiouyåäö"
_BREAK = re.compile(f"(?<=..)(?=[^{_VOWELS}\\W][{_VOWELS}].)", re.IGNORECASE)
"""Before the consonant that a vowel follows (the rule of one consonant), two letters from the beginning at least."""
_HYPHEN = re.compile(r"(?<=\w-)(?=\w)")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box in points from the upper left corner of the drawing, with its words in lines."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def middle(self) -> float:
        """Half the height."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An arrow: from ``tail`` over its ``sign`` to ``head``."""

    tail: Point
    sign: Point
    head: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryLayout:
    """Boxes by node, arrows by link, the heads of the columns (place and lines), and how high heads and boxes are."""

    boxes: Mapping[str, Box]
    routes: Mapping[str, Route]
    heads: tuple[tuple[float, tuple[str, ...]], ...]
    head: float
    height: float


def theory_layout(theory: ProgrammeTheory, names: Mapping[str, str], *, heads: Mapping[int, str]) -> TheoryLayout:
    """Place boxes and arrows; a name of more than five lines is cut."""
    columns = sorted({node.column for node in theory.nodes})
    channel = _CHANNEL.get(len(columns), _NARROW_CHANNEL)
    room = WIDTH - 2 * EDGE - 2
    width = min(_WIDEST, (room - channel * (len(columns) - 1)) / len(columns))
    step = (room - width) / (len(columns) - 1) if len(columns) > 1 else 0.0
    lefts = {column: 1 + place * step for place, column in enumerate(columns)}
    lines = {
        name: shortened(divided(words, width - 2 * _PAD), width - 2 * _PAD, _MOST_LINES)
        for name, words in names.items()
    }
    height = max(_stack_height(theory, column, lines) for column in columns)
    height = max(height, _SIGN * _most_signs(theory))
    boxes = {
        name: box
        for column in columns
        for name, box in _stacked(theory, column, lines, left=lefts[column], width=width, height=height).items()
    }
    titles = tuple((lefts[column], wrap(divided(heads[column], width), width, SMALLEST)) for column in columns)
    return TheoryLayout(
        boxes=boxes,
        routes=_routes(theory, boxes, height),
        heads=titles,
        head=max(len(words) for _, words in titles) * SMALLEST * LINE + 6,
        height=height,
    )


def divided(text: str, width: float) -> str:
    """The text with words that are wider than ``width`` points divided by hyphens, where a reader expects it.

    Examples
    --------
    >>> divided("Fler processledare", 50.0)
    'Fler processle- dare'
    """
    return " ".join(_divided(word, width) for word in text.split())


def _divided(word: str, width: float) -> str:
    if text_width(word, SMALLEST) <= width:
        return word
    if _HYPHEN.search(word):
        return " ".join(_divided(each, width) for each in _HYPHEN.split(word))
    fitting = [m.start() for m in _BREAK.finditer(word) if text_width(word[: m.start()] + "-", SMALLEST) <= width]
    if not fitting:
        return word
    return f"{word[: fitting[-1]]}- {_divided(word[fitting[-1] :], width)}"


def _column(theory: ProgrammeTheory, column: int) -> list[str]:
    return [name for _, name in sorted((node.row, node.name) for node in theory.nodes if node.column == column)]


def _high(lines: tuple[str, ...]) -> float:
    return len(lines) * SMALLEST * LINE + 2 * _PAD


def _stack_height(theory: ProgrammeTheory, column: int, lines: Mapping[str, tuple[str, ...]]) -> float:
    return sum(_high(lines[name]) + _BETWEEN for name in _column(theory, column)) - _BETWEEN


def _stacked(
    theory: ProgrammeTheory,
    column: int,
    lines: Mapping[str, tuple[str, ...]],
    *,
    left: float,
    width: float,
    height: float,
) -> dict[str, Box]:
    """The boxes of a column, with the room that is over shared out between and around them."""
    names = _column(theory, column)
    spare = (height - _stack_height(theory, column, lines)) / (len(names) + 1)
    boxes: dict[str, Box] = {}
    top = spare
    for name in names:
        boxes[name] = Box(left=left, top=top, width=width, height=_high(lines[name]), lines=lines[name])
        top += boxes[name].height + _BETWEEN + spare
    return boxes


def _most_signs(theory: ProgrammeTheory) -> int:
    columns = {node.name: node.column for node in theory.nodes}
    starts = [columns[link.start] for link in theory.links]
    return max((starts.count(each) for each in set(starts)), default=0)


def _routes(theory: ProgrammeTheory, boxes: Mapping[str, Box], height: float) -> dict[str, Route]:
    """Signs stand in the channel behind their start, moved apart so that none covers another."""
    routes: dict[str, Route] = {}
    edges = sorted({box.left for box in boxes.values()})
    for left in edges:
        links = [link for link in theory.links if boxes[link.start].left == left]
        wanted = [_wanted(link, boxes, edges) for link in links]
        centres = spread([y for _, y in wanted], [_SIGN] * len(links), 0.0, height)
        for link, (x, _), y in zip(links, wanted, centres, strict=True):
            start, end = boxes[link.start], boxes[link.end]
            forward = end.left > start.left
            head = (end.left - 0.5, end.middle) if forward else (end.right + 0.5, end.middle)
            routes[link.link] = Route(tail=(start.right, start.middle), sign=(x, y), head=head)
    return routes


def _wanted(link: TheoryLink, boxes: Mapping[str, Box], edges: list[float]) -> Point:
    """The middle of the channel behind the start, as high as the straight line would be there."""
    start, end = boxes[link.start], boxes[link.end]
    after = [edge for edge in edges if edge > start.left]
    channel = (after[0] - start.right) if after else 2 * _SIGN
    x = start.right + 0.45 * channel
    if end.left <= start.left:
        return (x if after else start.right - _SIGN, (start.middle + end.middle) / 2)
    share = (x - start.right) / (end.left - start.right)
    return x, start.middle + share * (end.middle - start.middle)
