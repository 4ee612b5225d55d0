"""Cells to names of areas and outcomes: text, so that 000100 keeps its zeros."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaluera.data.panel import Positions
from evaluera.data.table import is_empty

__all__ = ["NameCells", "name_cells"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameCells:
    """One column as names: ``names`` sorted, ``codes`` their index in each row (-1 where the cell is empty)."""

    codes: Positions
    names: tuple[str, ...]


def name_cells(cells: pd.Series[Any]) -> NameCells:
    """Read a column of cells as names: blanks around them cut, whole numbers of Excel without ``.0``.

    Examples
    --------
    >>> name_cells(pd.Series(["Teg ", "000100", 12.0], dtype=object)).names
    ('000100', '12', 'Teg')
    """
    codes, unique = pd.factorize(cells, use_na_sentinel=True)
    texts = [None if is_empty(cell) else _text(cell) for cell in unique]
    names = tuple(sorted({text for text in texts if text is not None}))
    index = {name: i for i, name in enumerate(names)}
    recoded = np.array([*(-1 if text is None else index[text] for text in texts), -1], dtype=np.intp)
    return NameCells(codes=recoded[codes], names=names)


def _text(cell: object) -> str:
    if isinstance(cell, float | np.floating) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
