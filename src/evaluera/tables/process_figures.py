"""The numbers under a figure of the process half."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from evaluera.tables.table import Align, Table
from evaluera.text.messages import message
from evaluera.text.numbers import MISSING, count, exact, number, percent, period_text

__all__ = ["process_figure_table"]

_Write = Callable[[Any, str], str]
_SHARES = ("share", "share_done", "low", "high")


def _share(value: float, language: str) -> str:
    return percent(value, language, form="table")


def _two(value: float, language: str) -> str:
    return number(value, language, 2)


def _plain(value: float, language: str) -> str:
    del language
    return f"{value:.0f}"


def _period(value: str, language: str) -> str:
    return period_text(value, language, short=True)


_WRITTEN: Mapping[str, _Write] = {
    **dict.fromkeys(_SHARES, _share),
    "hours_per_1000": _two,
    "promised": exact,
    "delivered": exact,
    "year": _plain,
    "period": _period,
}
"""How a column is written that is not a whole number or text."""


def process_figure_table(frame: pd.DataFrame, *, title: str, language: str) -> Table:
    """The table of a process figure (``Drawn.table``): headers and cells in the language, missing cells as a dash.

    Parameters
    ----------
    frame
        Columns with machine names; text is shown as it is.
    title
        What the figure shows, for the caption.

    Examples
    --------
    >>> process_figure_table(pd.DataFrame({"forum": ["Umebrå"], "held": [4]}), title="Möten", language="sv").rows
    (('Umebrå', '4'),)
    """
    columns = [str(column) for column in frame.columns]
    written = [[_cell(value, column, language) for value in frame[column]] for column in columns]
    return Table(
        caption=message("table.caption.course", language, label=title.rstrip(".")),
        headers=tuple(message(f"figure.process.column.{column}", language) for column in columns),
        rows=tuple(zip(*written, strict=True)),
        note=message("table.missing_note", language) if any(MISSING in cells for cells in written) else "",
        align=tuple(_align(frame[column]) for column in columns),
    )


def _cell(value: Any, column: str, language: str) -> str:
    if value is None or value == "" or pd.isna(value):
        return MISSING
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool) or str(value) in ("True", "False"):
        return message("table.yes" if value else "table.no", language)
    if column in _WRITTEN:
        return _WRITTEN[column](value, language)
    return value if isinstance(value, str) else count(value, language)


def _align(cells: pd.Series[Any]) -> Align:
    return "right" if pd.api.types.is_numeric_dtype(cells) and cells.dtype != bool else "left"
