"""How wide a text is, and how it breaks into lines."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

__all__ = ["LINE", "Weight", "text_width", "wrap"]

Weight = Literal["normal", "bold"]

FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so the layout is the same on every machine; the SVG shows a narrower font in the same room."""
_BLANKS = re.compile(r"[ \t\n]+")
"""Where a line may break: never at a no-break space, which holds a number and its unit together."""
LINE = 1.25
"""Height of a line in font sizes."""


@cache
def text_width(text: str, size: float, weight: Weight = "normal") -> float:
    """Width of one line of text in points.

    Examples
    --------
    >>> text_width("bred", 9.0) > text_width("il", 9.0)
    True
    """
    font = FontProperties(family=FAMILY, size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width)


def wrap(text: str, width: float, size: float, weight: Weight = "normal", *, balanced: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than ``width`` points, broken between words (inside one only when it is too long).

    ``balanced`` makes the lines about equally long, so that no word stands alone on the last.

    Examples
    --------
    >>> wrap("Expected without the initiative", 90.0, 9.0)
    ('Expected without', 'the initiative')
    """
    lines = _greedy(text, width, size, weight)
    longest = max((text_width(word, size, weight) for word in _words(text)), default=0.0)
    while balanced and len(lines) > 1 and (width := 0.96 * width) >= longest:
        tighter = _greedy(text, width, size, weight)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines


def _greedy(text: str, width: float, size: float, weight: Weight) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in (part for each in _words(text) for part in _pieces(each, width, size, weight)):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, weight) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)


def _words(text: str) -> list[str]:
    return [word for word in _BLANKS.split(text) if word]


def _pieces(word: str, width: float, size: float, weight: Weight) -> tuple[str, ...]:
    """The word, cut into pieces that fit."""
    pieces: list[str] = []
    while word and text_width(word, size, weight) > width:
        length = next((n for n in range(len(word) - 1, 1, -1) if text_width(word[:n], size, weight) <= width), 1)
        pieces.append(word[:length])
        word = word[length:]
    return (*pieces, word) if word else tuple(pieces)
