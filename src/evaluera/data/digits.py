"""Cells to numbers: decimal comma or point, spaces between thousands, and never a silent guess."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluera.data.panel import Bools, Floats, Positions
from evaluera.data.table import is_empty

__all__ = ["MARKERS", "NumberCells", "Trouble", "number_cells"]

Trouble = Literal["data.not_a_number", "data.missing_marker", "data.ambiguous_number", "data.mixed_decimals"]

MARKERS = frozenset(("..", ".", "-", "–", "—", "…", "...", "x", "xx", "na", "n/a", "#n/a", "nan", "null", "none"))
"""What statistics and programs write for missing, suppressed or zero, folded: which of them only the user can say."""

_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?P<sign>[+\-\u2212]?)(?P<whole>\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+|(?=[.,]\d))"
    r"(?:(?P<mark>[.,])(?P<rest>\d+))?(?P<power>[eE][+\-]?\d+)?"
)
_THOUSANDS = re.compile(r"[+\-\u2212]?[1-9]\d{0,2}(?:[.,]\d{3})+")
_GROUPED = re.compile(r"[+\-\u2212]?\d{1,3}(?:\.\d{3})+,\d+|[+\-\u2212]?\d{1,3}(?:,\d{3})+\.\d+")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NumberCells:
    """One column as numbers.

    ``values`` has NaN where ``empty`` (nothing written, or a marker that the user declared) and where a cell could
    not be read; ``trouble`` says which cells those are, by kind. ``texts`` gives what was written there.
    """

    values: Floats
    empty: Bools
    trouble: dict[Trouble, Positions]
    texts: pd.Series[Any]


def number_cells(
    cells: pd.Series[Any], *, separator: str | None = None, missing: Collection[str] = (), percent: bool = False
) -> NumberCells:
    """Read a column of cells as numbers.

    Parameters
    ----------
    cells
        Numbers or text; ``1 234,5`` with any space and ``1234.5`` are read.
    separator
        Of the text file the cells come from. With ``;`` or tab a comma is a decimal comma, with ``,`` a point is a
        decimal point. The other mark, and both marks where there is no separator, is ambiguous when every number
        with it looks like thousands (``1,234``): then it is reported and not read. Both marks in one column too.
    missing
        Texts that mean a missing value (``..``).
    percent
        Read ``12 %`` as 0.12, for shares.
    """
    plain = pd.api.types.is_numeric_dtype(cells.dtype) and not pd.api.types.is_bool_dtype(cells.dtype)
    if plain and not missing:
        values = cells.to_numpy(dtype=float, na_value=np.nan)
        return NumberCells(values=values, empty=np.isnan(values), trouble={}, texts=cells)
    codes, unique = pd.factorize(cells, use_na_sentinel=True)
    distinct = list(unique)
    absent = np.array([*(_is_missing(cell, missing) for cell in distinct), True])
    numbers = np.array([*(_number(cell, percent) for cell in distinct), np.nan], dtype=float)
    numbers[absent] = np.nan
    unread = np.flatnonzero(np.isnan(numbers) & ~absent)
    kinds: dict[int, Trouble] = {int(i): _trouble(str(distinct[i]).strip()) for i in unread}
    kinds.update(_doubtful({i: cell for i, cell in enumerate(distinct) if not np.isnan(numbers[i])}, separator))
    numbers[list(kinds)] = np.nan
    trouble = {
        kind: np.flatnonzero(np.isin(codes, [i for i, each in kinds.items() if each == kind]))
        for kind in dict.fromkeys(kinds.values())
    }
    return NumberCells(values=numbers[codes], empty=absent[codes], trouble=trouble, texts=cells)


def _number(cell: object, percent: bool) -> float:
    """The number, or NaN; both marks are read as decimal marks here."""
    if isinstance(cell, bool | np.bool_):
        return np.nan
    if not isinstance(cell, str):
        return float(cell) if isinstance(cell, Real | Decimal) else np.nan
    text, divisor = cell.strip(), 1.0
    if percent and text.endswith("%"):
        text, divisor = text[:-1].rstrip(), 100.0
    match = _NUMBER.fullmatch(text)
    if match is None:
        return np.nan
    sign = "-" if match["sign"] in ("-", "\u2212") else ""
    whole = re.sub(_SPACE, "", match["whole"]) or "0"
    return float(f"{sign}{whole}.{match['rest'] or '0'}{match['power'] or ''}") / divisor


def _is_missing(cell: object, missing: Collection[str]) -> bool:
    if is_empty(cell):
        return True
    return bool(missing) and (f"{cell:g}" if isinstance(cell, Real) else str(cell).strip()) in missing


def _trouble(text: str) -> Trouble:
    """Why a text that is no number cannot be read."""
    if _GROUPED.fullmatch(text):
        return "data.mixed_decimals"
    if _THOUSANDS.fullmatch(text):
        return "data.ambiguous_number"
    return "data.missing_marker" if text.casefold() in MARKERS else "data.not_a_number"


def _doubtful(distinct: Mapping[int, object], separator: str | None) -> dict[int, Trouble]:
    """Texts with a comma or point that could be decimals as well as thousands, or that contradict each other."""
    texts = {i: cell.strip() for i, cell in distinct.items() if isinstance(cell, str)}
    comma = {i: text for i, text in texts.items() if "," in text}
    point = {i: text for i, text in texts.items() if "." in text}
    if comma and point:
        return dict.fromkeys([*comma, *point], "data.mixed_decimals")
    marked = comma or point
    clear = separator in (";", "\t") if comma else separator == ","
    if marked and not clear and all(_THOUSANDS.fullmatch(text) for text in marked.values()):
        return dict.fromkeys(marked, "data.ambiguous_number")
    return {}
