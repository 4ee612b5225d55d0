"""Findings about tables, gathered by kind, so that a thousand equal ones are listed once and counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from evaluera.data.complaints import LISTED
from evaluera.data.process.frames import ORIGIN
from evaluera.data.process.personal_data import masked
from evaluera.data.process.table_registry import table_kinds
from evaluera.errors import DataError, Finding, Place, Severity, Value

__all__ = ["Register", "shown"]


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    table: str
    column: str
    severity: Severity


@dataclass(slots=True)
class Register:
    """All findings of a reading, in the order in which their kinds were first met.

    ``headings`` says how each column of a sheet is headed in its file: what a reader looks for. Every value of a
    finding is masked: no finding repeats a personal number.
    """

    headings: dict[tuple[str | None, str | None], Mapping[str, str]] = field(default_factory=dict)
    _found: dict[_Kind, list[Finding]] = field(default_factory=dict)

    def add(
        self,
        code: str,
        values: Mapping[str, Value] | None = None,
        *,
        table: str = "",
        column: str = "",
        file: str | None = None,
        sheet: str | None = None,
        row: int | None = None,
        severity: Severity = "error",
    ) -> None:
        """One finding; ``column`` is a machine name, or a heading that is no column of the table."""
        headings = self.headings.get((file, sheet), {})
        place = Place(file=file, sheet=sheet, row=row, column=headings.get(column, column) or None)
        known: dict[str, Value] = {"table": table} if table else {}
        clean = {name: masked(each) if isinstance(each, str) else each for name, each in (values or {}).items()}
        found = Finding(code=code, place=place, values={**known, **clean}, severity=severity)
        self._found.setdefault(_Kind(code, table, column, severity), []).append(found)

    def rows(
        self,
        code: str,
        rows: pd.DataFrame,
        values: Mapping[str, str] | None = None,
        *,
        table: str,
        column: str = "",
        severity: Severity = "error",
    ) -> None:
        """One finding for each of the rows; ``values`` name the columns whose cells the sentence needs.

        The rows have the columns of origin (``_file``, ``_sheet``, ``_row``).
        """
        if rows.empty:
            return
        needed = dict.fromkeys((*ORIGIN, *(values or {}).values()))
        for row in rows[list(needed)].to_dict("records"):
            said = {name: shown(row[cell], kind=_kind_of(table, cell)) for name, cell in (values or {}).items()}
            self.add(
                code,
                said,
                table=table,
                column=column,
                file=row["_file"],
                sheet=row["_sheet"],
                row=int(row["_row"]),
                severity=severity,
            )

    def extend(self, findings: Iterable[Finding]) -> None:
        """Findings about files, made elsewhere."""
        for each in findings:
            kind = _Kind(each.code, each.place.file or "", each.place.sheet or "", each.severity)
            self._found.setdefault(kind, []).append(each)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The first :data:`LISTED` with a row of every kind, and one finding that counts the rest of it."""
        return tuple(each for kind, every in self._found.items() for each in _listed(kind, every))

    def stop(self) -> None:
        """Raise DataError with everything, if something stops the run."""
        found = self.findings
        if any(finding.severity == "error" for finding in found):
            raise DataError(found)


def shown(value: Any, *, kind: str = "") -> Value:
    """A cell as a value of a finding: dates as ISO text, a month without its day, whole numbers without decimals."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m") if kind == "month" else value.date().isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value if isinstance(value, int) else str(value)


def _listed(kind: _Kind, every: list[Finding]) -> list[Finding]:
    """Those of a kind that a list shows; what concerns no row is about a file or sheet, and is always shown."""
    rows = [each for each in every if each.place.row is not None]
    rest = tuple(rows[LISTED:])
    if not rest:
        return every
    hidden = set(map(id, rest))
    listed = [each for each in every if id(each) not in hidden]
    place = Place(file=rest[0].place.file, sheet=rest[0].place.sheet, column=rest[0].place.column)
    values: dict[str, Value] = {"count": len(rest), "of": kind.code, "table": kind.table}
    return [*listed, Finding(code="data.more", place=place, values=values, severity=kind.severity, rest=rest)]


def _kind_of(table: str, column: str) -> str:
    kinds = table_kinds()
    return next((each.kind for each in kinds[table].columns if each.name == column), "") if table in kinds else ""
