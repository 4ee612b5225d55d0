"""From a table to a panel: every cell read, every check made, all findings at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evaluera.data.calendar import parse_period, period_label
from evaluera.data.columns import Columns, Layout, choose_columns
from evaluera.data.complaints import Complaint, Complaints
from evaluera.data.completeness import Layers, check_completeness, check_values_present
from evaluera.data.digits import NumberCells, number_cells
from evaluera.data.entry import Entry
from evaluera.data.naming import NameCells, name_cells
from evaluera.data.panel import Origin, Panel, Period
from evaluera.data.precision_checks import check_precision, check_precision_roles
from evaluera.data.sampling import PRECISION
from evaluera.data.table import Table
from evaluera.data.time_axis import PeriodColumn, period_column
from evaluera.data.value_checks import check_exposure, check_numbers, check_present, check_values
from evaluera.data.year_and_part import period_pair
from evaluera.errors import DataError, Finding

__all__ = ["assemble"]


def assemble(table: Table, layout: Layout, entry: Entry, complaints: Complaints) -> Panel:
    """Build the panel, or raise DataError with everything that is wrong.

    Missing columns stop first, because nothing else can be looked at without them; all the rest is reported together.
    """
    columns = choose_columns(table, layout, complaints, survey=entry.kind == "share")
    given = layout.precision if columns is None else columns.precision
    check_precision_roles(given, entry, len(layout.value or "1"), complaints)
    if columns is not None and not len(table.rows):
        complaints.add("data.empty_table")
    if columns is None or complaints.failed:
        raise DataError(complaints.findings)
    reader = _Reader(table, columns, entry, complaints)
    parts = reader.parts()
    if parts is None or complaints.failed:
        raise DataError(complaints.findings)
    if layout.is_open and columns.exposure is not None:
        name = table.columns[columns.exposure]
        complaints.add("data.exposure_recognised", {"found": name}, column=name, severity="warning")
    return _panel(table, parts, entry, tuple(complaints.findings))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Parts:
    """What was read. Each column of ``values`` is an outcome when there are several; ``layers`` then has one name."""

    layers: Layers
    values: dict[str, NumberCells]
    exposure: NumberCells | None
    covariates: dict[str, NumberCells]
    precision: dict[str, NumberCells]
    preliminary_from: Period | None
    breaks: tuple[Period, ...]


class _Reader:
    """Reads the chosen columns of one table and complains as it goes."""

    def __init__(self, table: Table, columns: Columns, entry: Entry, complaints: Complaints) -> None:
        self._table, self._columns, self._entry, self._complaints = table, columns, entry, complaints

    def parts(self) -> _Parts | None:
        """All columns, checked; None when the series cannot be told apart."""
        columns, complaints, rows = self._columns, self._complaints, self._table.rows
        values = {self._table.columns[at]: self._values(at) for at in columns.value}
        exposure = None if columns.exposure is None else self._exposure(columns.exposure, values)
        covariates = {self._table.columns[at]: self._covariate(at) for at in columns.covariates}
        periods = self._periods()
        outcome = self._names(columns.outcome, ", ".join(values))
        area = self._names(columns.area, "")
        if periods is None or outcome is None or area is None:
            return None
        layers = Layers(
            outcomes=outcome.names,
            areas=area.names,
            outcome=outcome.codes,
            area=area.codes,
            periods=periods,
            rows=rows,
        )
        check_completeness(layers, complaints)
        for name, cells in values.items():
            own = layers if columns.outcome is not None else replace(layers, outcomes=(name,))
            check_values_present(~cells.empty, own, name, complaints)
        return _Parts(
            layers=layers,
            values=values,
            exposure=exposure,
            covariates=covariates,
            precision=self._precision(values),
            preliminary_from=self._preliminary_from(periods),
            breaks=self._breaks(periods),
        )

    def _numbers(self, at: int, *, percent: bool = False) -> NumberCells:
        cells = number_cells(
            self._table.cells[at],
            separator=self._table.separator,
            missing=self._entry.missing,
            percent=percent,
        )
        check_numbers(cells, self._table.rows, self._table.columns[at], self._complaints)
        return cells

    def _values(self, at: int) -> NumberCells:
        cells = self._numbers(at, percent=self._entry.kind == "share")
        check_values(cells, self._table.rows, self._entry.kind, self._table.columns[at], self._complaints)
        return cells

    def _exposure(self, at: int, values: dict[str, NumberCells]) -> NumberCells:
        cells = self._numbers(at)
        needed = np.any([~each.empty for each in values.values()], axis=0)
        check_exposure(cells, needed, self._table.rows, self._table.columns[at], self._complaints)
        return cells

    def _precision(self, values: dict[str, NumberCells]) -> dict[str, NumberCells]:
        """How precise the shares are, by role; a design effect given as a number holds in every row."""
        columns = {role: self._table.columns[at] for role, at in self._columns.precision.items()}
        cells = {
            role: self._numbers(at, percent=role in ("low", "high")) for role, at in self._columns.precision.items()
        }
        for each in values.values():
            check_precision(each, cells, columns, self._table.rows, self._complaints)
        return cells

    def _breaks(self, periods: PeriodColumn) -> tuple[Period, ...]:
        """First periods of a new way to measure, in order."""
        read = (self._period(each, periods, "method_break") for each in self._entry.method_break)
        return tuple(sorted({each for each in read if each is not None}, key=_ordinal))

    def _period(self, written: object, periods: PeriodColumn, parameter: str) -> Period | None:
        try:
            return parse_period(written, frequency=periods.frequency, calendar=periods.calendar)
        except DataError as error:
            for finding in error.findings:
                self._complaints.add(finding.code, finding.values, parameter=parameter)
            return None

    def _covariate(self, at: int) -> NumberCells:
        cells = self._numbers(at)
        check_present(cells, self._table.rows, self._table.columns[at], self._complaints)
        return cells

    def _periods(self) -> PeriodColumn | None:
        at, frequency = self._columns.period, self._entry.frequency
        cells, name = self._table.cells[at[0]], self._table.columns[at[-1]]
        if len(at) > 1:
            cells = period_pair(cells, self._table.cells[at[1]], part_name=name, frequency=frequency)
        return period_column(cells, self._table.rows, column=name, frequency=frequency, complaints=self._complaints)

    def _names(self, at: int | None, default: str) -> NameCells | None:
        if at is None:
            return NameCells(codes=np.zeros(len(self._table.rows), dtype=np.intp), names=(default,))
        cells = name_cells(self._table.cells[at])
        empty = self._table.rows[cells.codes < 0]
        column = self._table.columns[at]
        self._complaints.each("data.empty_cell", empty, lambda row: Complaint(int(row)), column=column)
        return None if len(empty) else cells

    def _preliminary_from(self, periods: PeriodColumn) -> Period | None:
        written = self._entry.preliminary_from
        if written is None:
            return None
        found = self._period(written, periods, "preliminary_from")
        if found is None:
            return None
        if not periods.ordinals.min() < _ordinal(found) <= periods.ordinals.max():
            first, last = periods.label(periods.ordinals.min()), periods.label(periods.ordinals.max())
            values = {"found": period_label(found), "first": first, "last": last}
            self._complaints.add("data.preliminary_outside", values, parameter="preliminary_from", severity="warning")
        return found


def _ordinal(period: Period) -> int:
    return period if isinstance(period, int) else int(period.ordinal)


def _panel(table: Table, parts: _Parts, entry: Entry, findings: tuple[Finding, ...]) -> Panel:
    periods, start = parts.layers.periods, parts.preliminary_from
    return Panel(
        rows=_rows(parts, entry),
        kind=entry.kind,
        frequency=periods.frequency,
        calendar=periods.calendar,
        has_exposure=parts.exposure is not None,
        covariates=tuple(parts.covariates),
        origin=Origin(
            file=table.file,
            sha256=table.sha256,
            source=entry.source,
            retrieved_on=entry.retrieved_on,
            area_level=entry.area_level,
            preliminary_from=None if start is None else period_label(start),
            rows_read=len(table.rows),
        ),
        findings=findings,
        precision=tuple(name for name in PRECISION if name in parts.precision or _given(entry, name)),
        interval_confidence=entry.interval_confidence,
        breaks=parts.breaks,
    )


def _given(entry: Entry, name: str) -> bool:
    """Whether the column is one number, the same in every row."""
    return name == "design_effect" and entry.design_effect is not None


def _rows(parts: _Parts, entry: Entry) -> pd.DataFrame:
    """The sorted rows of the panel; the rows of several value columns stand below each other."""
    layers, order = parts.layers, parts.layers.order
    ordinals = layers.periods.ordinals[order]
    start = parts.preliminary_from
    shared = pd.DataFrame(
        {
            "outcome": _texts(layers.outcomes, layers.outcome[order]),
            "area": _texts(layers.areas, layers.area[order]),
            "period": layers.periods.index(ordinals),
            "value": np.nan,
            "exposure": np.nan if parts.exposure is None else parts.exposure.values[order],
            "preliminary": np.zeros(len(order), dtype=bool) if start is None else ordinals >= _ordinal(start),
            **{name: cells.values[order] for name, cells in {**parts.covariates, **parts.precision}.items()},
            **({} if entry.design_effect is None else {"design_effect": entry.design_effect}),
        }
    )
    if len(parts.values) == 1:
        (cells,) = parts.values.values()
        return shared.assign(value=cells.values[order])
    blocks = [shared.assign(outcome=name, value=cells.values[order]) for name, cells in sorted(parts.values.items())]
    return pd.concat(blocks, ignore_index=True)


def _texts(names: tuple[str, ...], codes: np.ndarray) -> pd.Series[str]:
    return pd.Series(np.array(names, dtype=object)[codes], dtype="str")
