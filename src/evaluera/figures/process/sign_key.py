"""What the signs of a figure mean, on a line above it: mark and word, no box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.lines import Line2D

from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet
from evaluera.figures.typesetting import text_width

__all__ = ["Sign", "key_height", "write_key"]

_LINE = 14.0
_MARK = 18.0
_GAP = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A mark (looks of a matplotlib line; ``line``: drawn as a line, not as a point) and what it means."""

    words: str
    looks: Mapping[str, Any]
    line: bool = False


def key_height(signs: Sequence[Sign]) -> float:
    """Points that the key takes, the room below it included."""
    return len(_lines(signs)) * _LINE + 4 if signs else 0.0


def write_key(sheet: Sheet, signs: Sequence[Sign], *, top: float) -> None:
    """Write the key below ``top``, in as many lines as it takes."""
    for number, line in enumerate(_lines(signs)):
        y, x = top - (number + 0.5) * _LINE, EDGE
        for sign in line:
            xs = (x, x + _MARK - 4) if sign.line else (x + _MARK / 2 - 2,)
            mark = Line2D(
                [each / sheet.width for each in xs], [y / sheet.height] * len(xs), gid="sign", **dict(sign.looks)
            )
            sheet.figure.add_artist(mark)
            sheet.text(x + _MARK, y, sign.words, fontsize=SMALLEST, va="center_baseline", gid="sign-word")
            x += _width(sign)


def _width(sign: Sign) -> float:
    return _MARK + text_width(sign.words, SMALLEST) + _GAP


def _lines(signs: Sequence[Sign]) -> list[list[Sign]]:
    lines: list[list[Sign]] = []
    used = WIDTH
    for sign in signs:
        if used + _width(sign) - _GAP > WIDTH - 2 * EDGE:
            lines.append([])
            used = 0.0
        lines[-1].append(sign)
        used += _width(sign)
    return lines
