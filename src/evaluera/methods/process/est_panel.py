"""Observations in EST as an outcome: month by month and area by area, with the reporters who answered as exposure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from evaluera.data.construction import panel
from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.errors import DataError, Finding, Place
from evaluera.methods.options import nearest
from evaluera.methods.process.dated_rows import month_starts, row_dates
from evaluera.methods.process.est_categories import EVERY, categories

__all__ = ["ALL", "EST", "LOW_RESPONSE", "is_of_est", "panel_from_est"]

ALL = "observations"
"""The outcome in which all categories count together."""

LOW_RESPONSE = "low_response"
"""The column that marks months in which too few of the reporters answered (1, else 0)."""

EST = "EST"
"""The source of the panel."""


def is_of_est(*, source: str | None, file: str | None) -> bool:
    """Whether figures with this source are observations in EST, which are no crimes and nothing that was reported.

    >>> is_of_est(source="EST", file=None), is_of_est(source="Brå", file="brott.csv")
    (True, False)
    """
    return source == EST and file is None


def panel_from_est(
    tables: ProcessTables,
    *,
    category: str | Sequence[str] | None = None,
    start_up_months: int = 3,
    response_from: float = 0.8,
    until: dt.date | None = None,
) -> Panel:
    """Observations by month, area and category, for :func:`evaluera.estimate` with any effect method.

    Parameters
    ----------
    tables
        With ``est_round`` and ``est_report``.
    category
        One category or several, each an outcome of its own; ``all`` counts all of them together (the outcome
        ``observations``). None: each category that was ever reported.
    start_up_months
        The first months with rounds in each area, left out: while reporters learn what to send in, more observations
        mean more reporting.
    response_from
        Months in which a lower share of the expected reporters answered are marked: 1 in the covariate
        ``low_response``, which ``covariates=["low_response"]`` of interrupted time series can allow for. They stay in.
    until
        Rounds whose period ends later have not happened yet.

    Returns
    -------
    Panel
        Counts with the received reporters as exposure. ``findings`` say how many months are marked, and how many
        observations concern another area than their round.

    Raises
    ------
    DataError
        ``est.no_table``, ``est.unknown_category``, ``est.no_reports`` (nothing says which categories there are) or
        ``est.no_rounds`` (no month is left); and those of :func:`evaluera.panel`.

    Notes
    -----
    An observation counts in the area and the month of its round, where the reporters are that could have sent it in. A
    weekly round counts in the month in which its week ends; the reporters of its weeks add up, so months of four and
    five weeks compare. A month without a round, without a reporter, or with a round whose reporters are not known is a
    missing month, not a month without observations.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> months = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
    >>> rounds = {"round_id": months, "area_id": "a", "period": months}
    >>> reporters = {"expected_reporters": 10, "received_reporters": [9, 10, 10, 8, 7]}
    >>> reports = {"round_id": ["2024-04", "2024-04", "2024-05"], "area_id": "a", "category": "littering"}
    >>> tables = process_tables(est_round=pd.DataFrame(rounds | reporters), est_report=pd.DataFrame(reports))
    >>> panel_from_est(tables).frame()[["outcome", "period", "value", "exposure", "low_response"]].values.tolist()
    [['littering', Period('2024-04', 'M'), 2.0, 8.0, 0.0], ['littering', Period('2024-05', 'M'), 1.0, 7.0, 1.0]]
    """
    absent = tables.missing("est_round", "est_report")
    if absent:
        raise DataError([Finding(code="est.no_table", values={"table": name}) for name in absent])
    rounds = _rounds(tables, until)
    reports = tables.frame("est_report").merge(
        rounds[["round_id", "area_id", "month"]], on="round_id", suffixes=("_own", "")
    )
    chosen = _categories(reports, category)
    months = _months(rounds, start_up_months, response_from)
    if not len(months):
        place = Place(parameter="start_up_months")
        raise DataError(Finding(code="est.no_rounds", place=place, values={"months": start_up_months}))
    rows = pd.concat([_counted(months, reports, outcome) for outcome in chosen], ignore_index=True)
    built = panel(
        rows,
        period="month",
        value="reports",
        area="area_id",
        outcome="category",
        exposure="reporters",
        covariates=[LOW_RESPONSE],
        source=EST,
    )
    return replace(built, findings=(*built.findings, *_remarks(months, reports, response_from)))


def _rounds(tables: ProcessTables, until: dt.date | None) -> pd.DataFrame:
    """The rounds that are over, with the month in which their period ends."""
    ends = row_dates(tables, "est_round")
    rounds = tables.frame("est_round").assign(month=month_starts(ends).dt.to_period("M"))
    return rounds if until is None else rounds[ends <= pd.Timestamp(until)]


def _categories(reports: pd.DataFrame, category: str | Sequence[str] | None) -> tuple[str, ...]:
    known = (EVERY, *categories())
    if category is None:
        found = tuple(sorted(set(reports["category"].dropna())))
        if not found:
            raise DataError(Finding(code="est.no_reports", place=Place(parameter="category")))
        return found
    chosen = (category,) if isinstance(category, str) else tuple(category)
    unknown = [
        Finding(
            code="est.unknown_category",
            place=Place(parameter="category"),
            values={"found": name, "nearest": nearest(name, known) or known[0], "known": ", ".join(known)},
        )
        for name in chosen
        if name not in known
    ]
    if unknown:
        raise DataError(unknown)
    return tuple(ALL if name == EVERY else name for name in chosen)


def _months(rounds: pd.DataFrame, start_up_months: int, response_from: float) -> pd.DataFrame:
    """One row for each area and month after the start-up, with its reporters (missing when they are not known)."""
    keys = ["area_id", "month"]
    unknown = rounds["received_reporters"].isna() | rounds["expected_reporters"].isna()
    sums = rounds.assign(unknown=unknown).groupby(keys)
    held = sums[["expected_reporters", "received_reporters", "unknown"]].sum().reset_index()
    parts = []
    for area, rows in held.groupby("area_id", sort=True):
        started = sorted(rows["month"])[start_up_months:]
        if started:
            whole = pd.DataFrame({"area_id": area, "month": pd.period_range(started[0], started[-1], freq="M")})
            parts.append(whole.merge(rows, on=keys, how="left"))
    if not parts:
        return held[:0]
    months = pd.concat(parts, ignore_index=True)
    answered = (months["unknown"] == 0) & (months["received_reporters"] > 0)
    response = months["received_reporters"] / months["expected_reporters"]
    return months.assign(
        reporters=months["received_reporters"].where(answered),
        low_response=(~(answered & (response >= response_from))).astype(float),
    )


def _counted(months: pd.DataFrame, reports: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """The months of all areas with their observations of one outcome: zero where reporters answered and saw nothing."""
    kept = reports if outcome == ALL else reports[reports["category"] == outcome]
    counts = kept.groupby(["area_id", "month"]).size().rename("reports").reset_index()
    rows = months.merge(counts, on=["area_id", "month"], how="left")
    value = rows["reports"].fillna(0.0).where(rows["reporters"].notna())
    return rows[["area_id", "month", "reporters", LOW_RESPONSE]].assign(category=outcome, reports=value)


def _remarks(months: pd.DataFrame, reports: pd.DataFrame, response_from: float) -> tuple[Finding, ...]:
    """What a reader must know of the months and observations."""
    low = int(months[LOW_RESPONSE].sum())
    elsewhere = int((reports["area_id_own"].notna() & (reports["area_id_own"] != reports["area_id"])).sum())
    remarks = (
        Finding(
            code="est.low_response",
            values={"count": low, "share": response_from, "column": LOW_RESPONSE},
            severity="warning",
        ),
        Finding(code="est.other_area", values={"count": elsewhere}, severity="warning"),
    )
    return tuple(remark for remark, count in zip(remarks, (low, elsewhere), strict=True) if count)
