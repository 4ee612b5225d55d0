"""How many cells that should be filled are empty?"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evaluera.data.process.table_kind import Column, TableKind
from evaluera.data.process.table_registry import table_kinds
from evaluera.methods.process.applying_columns import applying_rows, may_be_empty
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.measuring import share
from evaluera.results.measure import Measure

__all__ = ["missing_cells"]


def missing_cells(asked: Asked) -> tuple[Measure, ...]:
    """DQ03: empty cells of those that should be filled: in all delivered tables, and by column (``table.column``).

    All rows through the evaluation date, of earlier years too. A column counts in the rows where it applies. A folded
    column in which no row has a value is not in use and does not count.
    """
    counts = [
        (f"{kind.name}.{column.name}", empty, cells)
        for kind in table_kinds().values()
        if asked.tables.has(kind.name)
        for column, empty, cells in _columns(kind, _happened(asked, kind))
    ]
    return (
        share("DQ03", yes=sum(empty for _, empty, _ in counts), known=sum(cells for _, _, cells in counts)),
        *(share("DQ03", yes=empty, known=cells, split="column", part=name) for name, empty, cells in counts),
    )


def _happened(asked: Asked, kind: TableKind) -> pd.DataFrame:
    """The rows through the evaluation date, without the dates of what came later: it asks for no further cells."""
    frame, last = asked.frame(kind.name), pd.Timestamp(asked.span.last)
    events = [each.name for each in kind.columns if each.kind == "date" and each.name in may_be_empty(kind)]
    frame = frame.assign(**{name: frame[name].where(frame[name] <= last) for name in events})
    if not kind.dated_by:
        return frame
    days = row_dates(asked.tables, kind.name)
    return frame[~(days > last).fillna(False).astype(bool)]


def _columns(kind: TableKind, frame: pd.DataFrame) -> Iterator[tuple[Column, int, int]]:
    """The columns in use, each with its empty cells and the cells that should be filled."""
    skipped = may_be_empty(kind)
    for column in kind.columns:
        empty = frame[column.name].isna()
        in_use = column.required or column.open or not bool(empty.all())
        if column.name in skipped or not in_use:
            continue
        applies = applying_rows(kind, column.name, frame)
        if bool(applies.any()):
            yield column, int((empty & applies).sum()), int(applies.sum())
