"""What else can explain a result: explanations that were handed in, and those that the package can examine itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.concluding import Conclusion
from evaluera.conclusion.finding import FindingClass
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.question import DesignClass, Reporting
from evaluera.design.span import Span
from evaluera.results.diagnostic import Verdict
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["Rival", "RivalKind", "RivalStatus", "handed_in", "known_rivals"]

RivalKind = Literal[
    "context_event",
    "other_intervention",
    "recording",
    "reporting",
    "regression_to_mean",
    "trend_before",
    "displacement",
    "chance",
    "seasonal",
    "demography",
    "other",
]
RivalStatus = Literal["ruled_out", "weakened", "stands", "not_examined"]

_KINDS: Mapping[str, RivalKind] = {kind: kind for kind in get_args(RivalKind)}
_TRENDS = ("pre_trend", "parallel_trends", "anticipation", "placebo_in_time")
_OTHERS = frozenset({"other_intervention", "police_operation"})
_RECORDING = frozenset({"recording_change", "reporting_channel"})
_COMPARED = frozenset({DesignClass.BEFORE_AFTER_COMPARISON, DesignClass.CONTROLLED_TIME_SERIES, DesignClass.RANDOMISED})
_HANDED_IN: Mapping[str, RivalStatus] = {"ruled_out": "ruled_out", "weakened": "weakened", "supported": "stands"}
_OF_VERDICT: Mapping[Verdict | None, RivalStatus] = {
    Verdict.HOLDS: "weakened",
    Verdict.DOUBTFUL: "stands",
    Verdict.FAILS: "stands",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One other explanation, its status and by what.

    ``by`` is a machine name (a check, a table, a column, a design), or the words of whoever handed it in, when
    ``text`` holds the explanation in words. ``event`` is the id of a context event and ``event_kind`` its kind.
    ``goal`` is "" for the analysis of the summary.
    """

    kind: RivalKind
    status: RivalStatus
    by: str = ""
    text: str = ""
    goal: str = ""
    event: str = ""
    event_kind: str = ""


def handed_in(tables: ProcessTables) -> tuple[Rival, ...]:
    """The rows of the table ``rival``: supported ones stand; an open one stands once something was tried."""
    rows = tables.frame("rival").sort_values(["goal_id", "rival_id"])
    found = []
    for row in rows.to_dict("records"):
        by = row["by_what"] if isinstance(row["by_what"], str) else ""
        open_one: RivalStatus = "stands" if by else "not_examined"
        found.append(
            Rival(
                kind=_KINDS.get(str(row["kind"]), "other"),
                status=_HANDED_IN.get(str(row["status"]), open_one),
                by=by,
                text=str(row["text_sv"]),
                goal=str(row["goal_id"]),
            )
        )
    return tuple(found)


def known_rivals(
    result: EffectResult,
    conclusion: Conclusion,
    tables: ProcessTables,
    span: Span,
    *,
    reporting: Reporting,
    displaced: Estimate | None = None,
) -> tuple[Rival, ...]:
    """The explanations that the package knows of and what it can say of each; always all of them.

    A status is never better than what was examined: an assumption that holds weakens an explanation, it does not rule
    it out. Chance is ruled out when the whole interval lies beyond the smallest change of interest, weakened when it
    only excludes no change.

    Parameters
    ----------
    result, conclusion
        The analysis and what it can be said to show.
    tables
        The records: events at the same time, and why the area was chosen.
    span
        Its last day is the evaluation date.
    reporting
        What other records say of a rise (used where more is reported).
    displaced
        The change in neighbouring areas, where an analysis of displacement has it.
    """
    events = _events_after(tables, span)
    told = tables.has("context_event") and not tables.frame("context_event").empty
    return (
        *_of_events(result, events, told=told),
        _recording(result, events, told=told),
        *_reporting(conclusion, result, reporting),
        _regression(result, conclusion, tables),
        _trend(conclusion),
        _displacement(displaced, result.question.smallest_change),
        _chance(conclusion, result.question.smallest_change),
    )


def _events_after(tables: ProcessTables, span: Span) -> pd.DataFrame:
    """Events in an area of the initiative, in one that it lies in, or everywhere, from its start to the end."""
    events = tables.frame("context_event")
    starts = tables.frame("project")["intervention_start"].dropna()
    begun = events["start"] <= pd.Timestamp(span.last)
    after = begun if starts.empty else begun & (events["end"].isna() | (events["end"] >= starts.min()))
    return events[after & (events["area_id"].isna() | events["area_id"].isin(_around(tables)))].sort_values("event_id")


def _around(tables: ProcessTables) -> set[str]:
    area = tables.frame("area")
    parents = dict(zip(area["area_id"], area["parent_area"], strict=True))
    found: set[str] = set()
    level = set(area.loc[area["kind"] == "intervention", "area_id"])
    while level - found:
        found |= level
        level = {str(parents[name]) for name in level if isinstance(parents.get(name), str)}
    return found


def _of_events(result: EffectResult, events: pd.DataFrame, *, told: bool) -> Iterable[Rival]:
    """Each event that may have changed how much happens; that none is known weakens, if anybody wrote events down."""
    real = events[events["affects"].fillna("both").isin(("true_level", "both")) & ~events["kind"].isin(_RECORDING)]
    for row in real.to_dict("records"):
        kind: RivalKind = "other_intervention" if row["kind"] in _OTHERS else "context_event"
        shared = pd.isna(row["area_id"]) and result.design in _COMPARED
        yield Rival(
            kind=kind,
            status="weakened" if shared else "stands",
            by="comparison" if shared else "context_event",
            event=str(row["event_id"]),
            event_kind=str(row["kind"]),
        )
    for kind, own in (
        ("context_event", ~real["kind"].isin(_OTHERS)),
        ("other_intervention", real["kind"].isin(_OTHERS)),
    ):
        if not own.any():
            yield Rival(kind=kind, status="weakened" if told else "not_examined", by="context_event" if told else "")


def _recording(result: EffectResult, events: pd.DataFrame, *, told: bool) -> Rival:
    """A change of recording or reporting: in the analysis (as many as the records have), shared, or nowhere."""
    changed = events[events["kind"].isin(_RECORDING) | (events["affects"] == "reporting")]
    modelled = [each for each in result.timing.events if each.how != "mention" and each.affects != "true_level"]
    if changed.empty:
        if modelled:
            return Rival(kind="recording", status="weakened", by="events")
        return Rival(
            kind="recording", status="weakened" if told else "not_examined", by="context_event" if told else ""
        )
    if len(modelled) >= len(changed):
        return Rival(kind="recording", status="weakened", by="events")
    shared = changed["area_id"].isna().all() and result.design in _COMPARED
    return Rival(
        kind="recording", status="weakened" if shared else "stands", by="comparison" if shared else "context_event"
    )


def _reporting(conclusion: Conclusion, result: EffectResult, reporting: Reporting) -> Iterable[Rival]:
    """Only for a rise in what is reported."""
    if conclusion.finding is FindingClass.INCREASE and result.kind in ("count", "rate"):
        status: Mapping[Reporting, RivalStatus] = {
            "reality": "weakened",
            "reporting": "stands",
            "both": "stands",
            "cannot_say": "not_examined",
        }
        yield Rival(kind="reporting", status=status[reporting], by="" if reporting == "cannot_say" else "reporting")


def _regression(result: EffectResult, conclusion: Conclusion, tables: ProcessTables) -> Rival:
    """By why the area was chosen, and by the check where it was made."""
    written = tables.frame("project")["selection_reason"].dropna()
    reason = result.question.selection_reason or (None if written.empty else str(written.iloc[0]))
    checked = conclusion.series.verdict("regression_to_mean")
    if reason == "random":
        return Rival(kind="regression_to_mean", status="ruled_out", by="selection_reason")
    if reason in ("policy", "other"):
        return Rival(kind="regression_to_mean", status="weakened", by="selection_reason")
    if checked in _OF_VERDICT:
        return Rival(kind="regression_to_mean", status=_OF_VERDICT[checked], by="regression_to_mean")
    if reason in ("high_level", "rising_trend"):
        compared = result.design in _COMPARED
        by = "comparison" if compared else "selection_reason"
        return Rival(kind="regression_to_mean", status="weakened" if compared else "stands", by=by)
    return Rival(kind="regression_to_mean", status="not_examined")


def _trend(conclusion: Conclusion) -> Rival:
    """The worst verdict of the checks of the time before."""
    for worst in (Verdict.FAILS, Verdict.DOUBTFUL, Verdict.HOLDS):
        name = next((each for each in _TRENDS if conclusion.series.verdict(each) is worst), "")
        if name:
            return Rival(kind="trend_before", status=_OF_VERDICT[worst], by=name)
    return Rival(kind="trend_before", status="not_examined")


def _displacement(displaced: Estimate | None, smallest_change: float) -> Rival:
    """Weakened when a rise in the neighbouring areas that matters can be ruled out; else it stands."""
    if displaced is None:
        return Rival(kind="displacement", status="not_examined")
    limit = 1.0 + smallest_change if displaced.scale == "log" else 0.0
    return Rival(kind="displacement", status="weakened" if displaced.high <= limit else "stands", by=displaced.term)


def _chance(conclusion: Conclusion, smallest_change: float) -> Rival:
    if conclusion.finding is FindingClass.TOO_LITTLE_DATA:
        return Rival(kind="chance", status="stands", by="too_little_data")
    if conclusion.finding not in (FindingClass.DECREASE, FindingClass.INCREASE):
        return Rival(kind="chance", status="stands", by="interval")
    beyond = conclusion.at_least is not None and conclusion.at_least > smallest_change
    beyond = beyond and conclusion.certainty is not Certainty.VERY_LOW
    return Rival(kind="chance", status="ruled_out" if beyond else "weakened", by="interval")
