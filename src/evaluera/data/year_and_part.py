"""A period in two columns: the year, and the month, quarter or week in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evaluera.data.frequency import Frequency
from evaluera.data.naming import name_cells

__all__ = ["period_pair"]

_LETTERS = {Frequency.MONTH: "M", Frequency.QUARTER: "Q", Frequency.WEEK: "W"}


def period_pair(
    years: pd.Series[Any], parts: pd.Series[Any], *, part_name: str, frequency: Frequency | None
) -> pd.Series[Any]:
    """Join year and part to what a person would write in one column.

    Parameters
    ----------
    years, parts
        Cells; a part is a number or the name of a month.
    part_name
        Name of the column of the parts: ``kvartal`` makes its numbers quarters, ``month`` months.
    frequency
        Decides where the name says nothing; without it a number is a month.

    Examples
    --------
    >>> pair = period_pair(pd.Series([2002, 2002]), pd.Series([1, 2]), part_name="month", frequency=None)
    >>> pair.tolist()
    ['2002M1', '2002M2']
    """
    year, part = name_cells(years), name_cells(parts)
    letter = _LETTERS.get(Frequency.named(part_name) or frequency or Frequency.MONTH, "M")
    width = len(part.names) + 1
    codes, unique = pd.factorize(year.codes * width + part.codes + 1)
    year_of, part_of = unique // width, unique % width - 1
    texts = [
        _joined(year.names[y], part.names[p], letter) if y >= 0 and p >= 0 else None
        for y, p in zip(year_of, part_of, strict=True)
    ]
    return pd.Series(np.array([*texts, None], dtype=object)[codes], dtype=object)


def _joined(year: str, part: str, letter: str) -> str:
    return f"{year}{letter}{part}" if part.isdigit() else f"{part} {year}"
