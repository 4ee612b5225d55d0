"""A column of periods, read as a whole: one frequency, one kind of number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluera.data.calendar import period_label
from evaluera.data.complaints import Complaint, Complaints
from evaluera.data.frequency import Frequency
from evaluera.data.spelling import dated_number, written_period
from evaluera.data.table import Rows, is_empty
from evaluera.errors import Value

__all__ = ["PeriodColumn", "period_column"]

Length = Literal["day", "week", "month", "quarter", "year", "number"]
_LENGTHS: Mapping[str, Length] = {"D": "day", "W-SUN": "week", "M": "month", "Q-DEC": "quarter", "Y-DEC": "year"}
_WORDS = "finding.data.lengths."


@dataclass(frozen=True, slots=True)
class _Written:
    """One distinct cell: its text, where it first stands, and what it means."""

    text: str
    row: int
    period: pd.Period | int

    @property
    def length(self) -> Length:
        return "number" if isinstance(self.period, int) else _LENGTHS[self.period.freqstr]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeriodColumn:
    """The periods of the rows as consecutive whole numbers (pandas ordinals, or the ordinal periods themselves)."""

    ordinals: npt.NDArray[np.int64]
    frequency: Frequency | None
    calendar: bool

    def label(self, ordinal: int) -> str:
        """The short name of one period."""
        return period_label(self.index(np.array([ordinal]))[0])

    def index(self, ordinals: npt.NDArray[np.int64]) -> pd.Index[Any]:
        """Pandas periods, or whole numbers where there is no calendar."""
        if not self.calendar or self.frequency is None:
            return pd.Index(ordinals)
        return pd.PeriodIndex(pd.arrays.PeriodArray(ordinals, dtype=pd.PeriodDtype(self.frequency.pandas)))


def period_column(
    cells: pd.Series[Any], rows: Rows, *, column: str, frequency: Frequency | None, complaints: Complaints
) -> PeriodColumn | None:
    """Read the periods of all rows; None when something is wrong, which is then in ``complaints``.

    Whole numbers that can all be dates (years 1800-2200, 201809, 20050115) are dates, others are ordinal. Dates get
    the longest period they all begin: years, quarters, months (the same day, or the last, of each), weeks (the same
    weekday). With a ``frequency`` a date counts as the period that holds it; what is written as another length than
    ``frequency`` is an error, because adding up is the user's decision.
    """
    codes, unique = pd.factorize(cells, use_na_sentinel=True)
    distinct = list(unique)
    empty = np.array([*(is_empty(cell) for cell in distinct), True])[codes]
    complaints.each("data.empty_cell", rows[empty], lambda row: Complaint(int(row)), column=column)
    periods = [written_period(cell) for cell in distinct]
    unread = ~empty & np.array([*(period is None for period in periods), True])[codes]
    complaints.each(
        "data.unreadable_period",
        np.flatnonzero(unread),
        lambda at: Complaint(int(rows[at]), {"found": str(distinct[codes[at]]).strip()}),
        column=column,
    )
    if empty.any() or unread.any():
        return None
    at = np.unique(codes, return_index=True)[1]
    first = [(str(cell).strip(), int(row)) for cell, row in zip(distinct, rows[at], strict=True)]
    written = [_Written(*each, period) for each, period in zip(first, _resolved(periods), strict=True)]
    length = _length(written, frequency, column, complaints)
    if length is None:
        return None
    return PeriodColumn(
        ordinals=_ordinals(written, length)[codes],
        frequency=frequency if length == "number" else length,
        calendar=length != "number",
    )


def _resolved(periods: Sequence[pd.Period | int | None]) -> list[pd.Period | int]:
    """Whole numbers as years, months or days when all can be one of these, or when dates stand beside them."""
    read = [period for period in periods if period is not None]
    dated = [dated_number(period) if isinstance(period, int) else period for period in read]
    alone = all(isinstance(period, int) for period in read)
    lengths = {None if date is None else date.freqstr for date in dated}
    if alone and (len(lengths) > 1 or None in lengths):
        return read
    return [number if date is None else date for number, date in zip(read, dated, strict=True)]


def _ordinals(written: Sequence[_Written], length: Frequency | Literal["number"]) -> npt.NDArray[np.int64]:
    if length == "number":
        return np.array([each.period for each in written if isinstance(each.period, int)], dtype=np.int64)
    dates = [each.period for each in written if isinstance(each.period, pd.Period)]
    return np.array([pd.Period(date.start_time, freq=length.pandas).ordinal for date in dates], dtype=np.int64)


def _length(
    written: Sequence[_Written], frequency: Frequency | None, column: str, complaints: Complaints
) -> Frequency | Literal["number"] | None:
    """The one length of all periods; None, with a finding, when there is none."""
    if all(each.length == "number" for each in written):
        return "number"
    if frequency is not None:
        return _as_stated(written, frequency, column, complaints)
    dates = [each.period for each in written if isinstance(each.period, pd.Period) and each.length == "day"]
    others = {each.length for each in written} - {"day"}
    length = _of_dates(dates) if not others else _beside(dates, others)
    if length is not None:
        return length
    if not others:
        complaints.add("data.daily_dates", {"found": written[0].text}, row=written[0].row, column=column)
        return None
    counts = Counter(each.length for each in written)
    rare = min(written, key=lambda each: (counts[each.length], each.row))
    usual = min((each for each in written if each.length != rare.length), key=lambda each: each.row)
    values: dict[str, Value] = {"found": rare.text, "length": _WORDS + rare.length, "other": usual.text}
    values["other_row"] = usual.row
    complaints.add("data.mixed_frequencies", values, row=rare.row, column=column)
    return None


def _as_stated(
    written: Sequence[_Written], frequency: Frequency, column: str, complaints: Complaints
) -> Frequency | None:
    wrong = [each for each in written if each.length not in ("day", frequency.value)]
    if not wrong:
        return frequency
    first = min(wrong, key=lambda each: each.row)
    values = {"found": first.text, "length": _WORDS + first.length, "expected": _WORDS + frequency.value}
    complaints.add("data.frequency_mismatch", values, row=first.row, column=column)
    return None


def _of_dates(dates: Sequence[pd.Period]) -> Frequency | None:
    """The longest period that all dates begin (or end), or None."""
    longest = next((each for each in (Frequency.YEAR, Frequency.QUARTER, Frequency.MONTH) if _fit(dates, each)), None)
    if longest is not None:
        return longest
    if len({date.day for date in dates}) == 1:
        return Frequency.MONTH
    return Frequency.WEEK if len({date.day_of_week for date in dates}) == 1 else None


def _beside(dates: Sequence[pd.Period], others: set[Length]) -> Frequency | None:
    """The one written length when the dates beside it all begin such a period: Excel makes ``2021-03`` a date."""
    if len(others) > 1 or "number" in others:
        return None
    length = Frequency(next(iter(others)))
    return length if _fit(dates, length) else None


def _fit(dates: Sequence[pd.Period], length: Frequency) -> bool:
    """Whether all dates begin, or all end, a period of that length."""
    pairs = [(date, pd.Period(date.start_time, freq=length.pandas)) for date in dates]
    begin = all(date.start_time == period.start_time for date, period in pairs)
    return begin or all(date.end_time == period.end_time for date, period in pairs)
