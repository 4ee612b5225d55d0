"""A table as it was read: named columns of cells, and the row numbers that Excel shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluera.errors import Finding

__all__ = ["Cells", "Rows", "Table", "is_empty"]

Cells = "pd.Series[Any]"
Rows = npt.NDArray[np.int64]
HEADER_ROW = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Columns of equal length, nothing interpreted yet.

    ``rows`` are row numbers as Excel counts (header = 1). ``separator`` is that of a text file, which decides what a
    comma in a number means; None elsewhere. ``findings`` are warnings of the reading.
    """

    columns: tuple[str, ...]
    cells: tuple[pd.Series[Any], ...]
    rows: Rows
    file: str | None = None
    sheet: str | None = None
    separator: str | None = None
    sha256: str | None = None
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of_frame(cls, frame: pd.DataFrame) -> Table:
        """The columns of a frame; its first row is row 2, its index is not looked at."""
        return cls(
            columns=tuple(str(name) for name in frame.columns),
            cells=tuple(frame.iloc[:, i].reset_index(drop=True) for i in range(frame.shape[1])),
            rows=np.arange(len(frame), dtype=np.int64) + HEADER_ROW + 1,
        )

    @classmethod
    def of_records(cls, columns: Sequence[str], records: Sequence[Sequence[object]], rows: Sequence[int]) -> Table:
        """Rows of a file, each as long as ``columns``."""
        by_column = list(zip(*records, strict=True)) if records else [() for _ in columns]
        return cls(
            columns=tuple(columns),
            cells=tuple(pd.Series(column, dtype=object) for column in by_column),
            rows=np.array(rows, dtype=np.int64),
        )


def is_empty(cell: object) -> bool:
    """Nothing written: None, NaN, NaT, empty text or blanks.

    Examples
    --------
    >>> is_empty(" "), is_empty(None), is_empty(0)
    (True, True, False)
    """
    return not cell.strip() if isinstance(cell, str) else cell is None or bool(pd.isna(cell))  # type: ignore[call-overload]
