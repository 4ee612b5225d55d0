"""Which column holds what: by the names the user gave, or by tidy names in Swedish or English."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evaluera.data.complaints import Complaints
from evaluera.data.sampling import PRECISION
from evaluera.data.table import Table

__all__ = ["Columns", "Layout", "choose_columns", "near", "nearest_first"]

_PERIOD_NAMES = (
    *("period", "månad", "manad", "kvartal", "vecka", "år", "datum", "tid"),
    *("month", "quarter", "week", "year", "date", "time"),
)
_AREA_NAMES = (
    *("area", "område", "kommun", "stadsdel", "distrikt", "region", "län"),
    *("municipality", "district", "county"),
)
_OUTCOME_NAMES = (
    *("outcome", "utfall", "brottstyp", "brottskategori", "indikator"),
    *("crime type", "offence", "offense", "indicator"),
)
TIDY_NAMES: Mapping[str, tuple[str, ...]] = {
    "period": _PERIOD_NAMES,
    "value": ("value", "värde", "antal", "count", "counts", "number", "värden", "values"),
    "area": _AREA_NAMES,
    "outcome": _OUTCOME_NAMES,
    "exposure": ("exposure", "exponering", "folkmängd", "befolkning", "invånare", "population", "inhabitants"),
    "low": ("low", "nedre", "nedre gräns", "undre", "undre gräns", "ki nedre", "ki undre", "ci low", "lower"),
    "high": ("high", "övre", "övre gräns", "ki övre", "ci high", "upper"),
    "n": ("n", "antal svarande", "antal svar", "svarande", "respondents"),
    "design_effect": ("design effect", "designeffekt", "deff"),
}
"""Recognised column names, folded; the first of each is the package's own word and wins."""

RESERVED = ("outcome", "area", "period", "value", "exposure", "preliminary", *PRECISION)
"""Columns of the panel's rows: a covariate cannot have their names."""

_LIKE, _HELD = 0.55, 4
_ROLES = "finding.data.roles."
YEAR_NAMES = ("år", "year")
PART_NAMES = ("månad", "manad", "kvartal", "vecka", "month", "quarter", "week")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The column names that the user gave; None where the tidy names shall be looked for.

    ``period`` may be two columns: the year and the month, quarter or week in it. Several ``value`` columns are an
    outcome each. ``precision`` says by role (low, high, n, design_effect) how precise survey shares are.
    """

    period: tuple[str, ...] | None = None
    value: tuple[str, ...] | None = None
    area: str | None = None
    outcome: str | None = None
    exposure: str | None = None
    covariates: tuple[str, ...] = ()
    precision: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Nothing given: area, outcome and exposure are recognised too."""
        named = (self.period, self.value, self.area, self.outcome, self.exposure, self.covariates, self.precision)
        return not any(named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The chosen columns as their index in the table."""

    period: tuple[int, ...]
    value: tuple[int, ...]
    area: int | None
    outcome: int | None
    exposure: int | None
    covariates: tuple[int, ...]
    precision: Mapping[str, int]


def choose_columns(table: Table, layout: Layout, complaints: Complaints, *, survey: bool = False) -> Columns | None:
    """Find the columns; None when one is missing or can be several, which is then in ``complaints``.

    A name is looked for exactly, then without regard to capitals, spaces and underscores. Columns of precision are
    recognised only in a ``survey`` (shares): elsewhere n and low mean other things.
    """
    chooser = _Chooser(table, complaints)
    columns = Columns(
        period=chooser.periods(layout.period),
        value=chooser.several("value", layout.value),
        area=chooser.one("area", layout.area, layout.is_open),
        outcome=chooser.one("outcome", layout.outcome, layout.is_open),
        exposure=chooser.one("exposure", layout.exposure, layout.is_open),
        covariates=tuple(at for name in layout.covariates if (at := chooser.named(name, "covariates")) is not None),
        precision=chooser.precision(layout.precision, look=survey and layout.is_open),
    )
    if columns.outcome is not None and len(columns.value) > 1:
        complaints.add("data.outcome_and_values", {"found": table.columns[columns.outcome]}, parameter="outcome")
    _refuse_shared(table, columns, complaints)
    return None if complaints.failed else columns


def nearest_first(wanted: str, known: Iterable[str]) -> list[str]:
    """The known names, those most like the wanted one first.

    Examples
    --------
    >>> nearest_first("antl", ["period", "antal"])
    ['antal', 'period']
    """

    def likeness(name: str) -> float:
        return difflib.SequenceMatcher(None, wanted.casefold(), name.casefold()).ratio()

    return sorted(known, key=likeness, reverse=True)


def near(wanted: str, known: Iterable[str]) -> str:
    """The known name most like the wanted one, when it is like it at all; else empty.

    A name is like another that it holds, or that shares more than half of its signs.

    Examples
    --------
    >>> near("kort", ["kort sikt", "lång sikt"]), near("bostad", ["lärosäte", "skola"])
    ('kort sikt', '')
    """
    first = next(iter(nearest_first(wanted, known)), "")
    one, other = wanted.casefold(), first.casefold()
    held = min(len(one), len(other)) >= _HELD and (one in other or other in one)
    return first if held or difflib.SequenceMatcher(None, one, other).ratio() > _LIKE else ""


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())


class _Chooser:
    """Looks up columns in one table and complains where that fails."""

    def __init__(self, table: Table, complaints: Complaints) -> None:
        self._names = table.columns
        self._complaints = complaints

    def named(self, name: str, parameter: str) -> int | None:
        """The column of that name."""
        at = [i for i, each in enumerate(self._names) if each == name]
        at = at or [i for i, each in enumerate(self._names) if _folded(each) == _folded(name)]
        if len(at) == 1:
            return at[0]
        if at:
            self._complaints.add("data.column_twice", {"found": name, "count": len(at)}, parameter=parameter)
        else:
            known = ", ".join(nearest_first(name, (each for each in self._names if each)))
            self._complaints.add("data.unknown_column", {"found": name, "known": known}, parameter=parameter)
        return None

    def one(self, role: str, name: str | None, look: bool) -> int | None:
        """The column for an optional role."""
        if name is not None:
            return self.named(name, role)
        return self._recognised(role, required=False) if look else None

    def several(self, role: str, names: Sequence[str] | None) -> tuple[int, ...]:
        """The columns for a required role."""
        if names is None:
            at = self._recognised(role, required=True)
            return () if at is None else (at,)
        return tuple(at for name in names if (at := self.named(name, role)) is not None)

    def periods(self, names: Sequence[str] | None) -> tuple[int, ...]:
        """The column of the period, or those of the year and of the part of it."""
        if names is not None and len(names) > 2:
            self._complaints.add("data.period_columns", {"found": ", ".join(names)}, parameter="period")
            return ()
        pair = None if names is not None else self._year_and_part()
        return pair or self.several("period", names)

    def precision(self, given: Mapping[str, str], *, look: bool) -> Mapping[str, int]:
        """The columns that say how precise shares are, by role."""
        found = {role: self.one(role, given.get(role), look) for role in PRECISION}
        return {role: at for role, at in found.items() if at is not None}

    def _year_and_part(self) -> tuple[int, int] | None:
        candidates = self._candidates("period")
        years = [i for i in candidates if _folded(self._names[i]) in YEAR_NAMES]
        parts = [i for i in candidates if _folded(self._names[i]) in PART_NAMES]
        alone = len(candidates) == 2 and len(years) == len(parts) == 1
        return (years[0], parts[0]) if alone else None

    def _candidates(self, role: str) -> list[int]:
        found = [i for i, name in enumerate(self._names) if _folded(name) in TIDY_NAMES[role]]
        own = [i for i in found if _folded(self._names[i]) == TIDY_NAMES[role][0]]
        return own or found

    def _recognised(self, role: str, *, required: bool) -> int | None:
        found = self._candidates(role)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(self._names[i] for i in found)
            self._complaints.add("data.several_columns", {"found": names, "role": _ROLES + role}, parameter=role)
        elif required:
            known = ", ".join(name for name in self._names if name)
            self._complaints.add("data.column_not_recognised", {"known": known, "role": _ROLES + role}, parameter=role)
        return None


def _refuse_shared(table: Table, columns: Columns, complaints: Complaints) -> None:
    """One column cannot be two things (a covariate may be any column but the value itself)."""
    optional = [each for each in (columns.area, columns.outcome, columns.exposure) if each is not None]
    used = [*columns.period, *columns.value, *optional, *columns.precision.values()]
    for at in sorted({each for each in used if used.count(each) > 1}):
        complaints.add("data.column_used_twice", {"found": table.columns[at]}, column=table.columns[at])
    for at in columns.covariates:
        name = table.columns[at]
        if name in RESERVED or columns.covariates.count(at) > 1:
            complaints.add("data.covariate_name", {"found": name}, parameter="covariates")
