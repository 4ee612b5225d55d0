"""Do independent sources say the same about a goal? One row for each goal, one cell for each source."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.finding import FindingClass
from evaluera.conclusion.goal_effect import GoalEffect
from evaluera.conclusion.qualification import Outcome
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.est_panel import is_of_est
from evaluera.methods.process.goals_in_force import goals_in_force, latest_by
from evaluera.methods.process.interview_voices import voices_of
from evaluera.methods.process.source_trends import est_trend, walk_trend
from evaluera.methods.process.survey_trend import survey_trend
from evaluera.results.trend import Moved, SourceTrend

__all__ = ["Agreeing", "Cell", "GoalRow", "Says", "Strength", "agreeing_of", "silent_sources", "triangulated"]

Says = Literal["better", "same", "worse", "unclear", "silent"]
Strength = Literal["strong", "moderate", "weak"]
Agreeing = Literal["agree", "complement", "conflict", "silent"]
"""Samstämmig, kompletterande, motstridig, tyst."""

_OBSERVED = ("crime", "safety")
"""Goal areas that observations in EST and findings of walks say something about."""

_OF_EVIDENCE: Mapping[str, Says] = {
    "improvement": "better",
    "no_change": "same",
    "worsening": "worse",
    "unclear": "unclear",
}
_OF_OUTCOME: Mapping[Outcome, Says] = {
    "improvement": "better",
    "no_clear_precise": "same",
    "no_clear_imprecise": "unclear",
    "worsening": "worse",
}
_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "effect": ("anmälda brott", "reported crime"),
    "walks": ("vandringar", "trygghetsvandringar"),
    "interviews": ("intervjuer",),
}
_KINDS: Mapping[str, tuple[str, ...]] = {
    "effect": ("anmälda", "reported"),
    "survey": ("ntu", "trygghet", "medborgar", "enkät", "survey", "resident"),
    "est": ("est ", "est-", "est,"),
    "walks": ("vandring", "trygghetsvandring", "walk", "safety walk"),
    "interviews": ("intervju", "interview"),
    "partner_survey": ("partner", "samverkansenkät"),
    "school": ("skol", "school", "elev", "pupil"),
    "social_services": ("social", "orosanmäl"),
}
"""The sources that a goal is held against, and how their names begin in the table of other evidence."""
_STRENGTHS: Mapping[str, Strength] = {"strong": "strong", "moderate": "moderate"}
_OF_CERTAINTY: Mapping[Certainty, Strength] = {Certainty.HIGH: "strong", Certainty.MODERATE: "moderate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one source says about a goal.

    ``source`` is ``effect``, ``follow_up``, ``survey``, ``est``, ``walks``, or what the table of other evidence calls
    it. ``own``: it measures what the goal is about; else another aspect of it.
    """

    source: str
    says: Says
    strength: Strength = "weak"
    n: int | None = None
    period: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """The cells of one goal and how they agree; a row in conflict must be discussed in the text."""

    goal: str
    cells: tuple[Cell, ...]
    agreeing: Agreeing

    @property
    def must_be_discussed(self) -> bool:
        """Whether sources contradict each other."""
        return self.agreeing == "conflict"

    @property
    def direction(self) -> Says:
        """What the sources that speak say together; unclear when they do not agree."""
        said = {each.says for each in self.cells if each.says in _SPEAKS}
        return said.pop() if len(said) == 1 else ("unclear" if said else "silent")


_SPEAKS = ("better", "same", "worse")


def agreeing_of(cells: Iterable[Cell]) -> Agreeing:
    """How the sources of a row agree.

    ``silent``: fewer than two give a direction. ``agree``: all that are not silent give the same one, about what the
    goal measures. ``complement``: those with a direction give the same one, but some measure another aspect or are
    unclear. ``conflict``: they give different ones, and at least one of those is strong or moderate. Weak sources that
    differ say nothing together: ``silent``.

    Reference: the process data model of this project, section 4.4.

    Examples
    --------
    >>> better, weak = Cell(source="effect", says="better", strength="moderate"), Cell(source="ntu", says="worse")
    >>> agreeing_of([better]), agreeing_of([better, better]), agreeing_of([better, weak]), agreeing_of([weak, weak])
    ('silent', 'agree', 'conflict', 'agree')
    """
    heard = [each for each in cells if each.says != "silent"]
    speaking = [each for each in heard if each.says in _SPEAKS]
    if len(speaking) < 2:
        return "silent"
    if len({each.says for each in speaking}) > 1:
        return "conflict" if any(each.strength != "weak" for each in speaking) else "silent"
    whole = len(speaking) == len(heard) and all(each.own for each in speaking)
    return "agree" if whole else "complement"


def silent_sources(rows: Iterable[GoalRow]) -> tuple[str, ...]:
    """The sources that say nothing of any goal: those of the process data model, in its order.

    Examples
    --------
    >>> cells = (Cell(source="effect", says="better"), Cell(source="Skolenkäten", says="worse"))
    >>> silent_sources([GoalRow(goal="g", cells=cells, agreeing="conflict")])
    ('survey', 'est', 'walks', 'interviews', 'partner_survey', 'social_services')
    """
    heard = {_kind(cell.source) for row in rows for cell in row.cells if cell.says != "silent"}
    return tuple(kind for kind in _KINDS if kind not in heard)


def _kind(source: str) -> str:
    """The kind of source that a name means; the name itself where it is none of them."""
    name = source.strip().casefold()
    found = [(len(word), kind) for kind, words in _KINDS.items() for word in words if name.startswith(word)]
    return max(found)[1] if found and name not in _KINDS else name


def triangulated(
    tables: ProcessTables, span: Span, effects: Sequence[GoalEffect], *, fewest_persons: int = 5
) -> tuple[GoalRow, ...]:
    """One row for each goal in force.

    The main analysis of the goal's outcome is one source, however many analyses there are. Figures that a source shows
    already do not count twice: a follow-up of the goal is a source of its own only where neither an effect nor a survey
    measures its indicator, and EST only where the outcome is not counted out of EST. What fewer than ``fewest_persons``
    interviewed persons say is silent. Sources that have nothing about a goal are left out of its row.
    """
    est, walks = est_trend(tables, span), walk_trend(tables, span)
    rows = []
    for goal in goals_in_force(tables, span).to_dict("records"):
        measured = [*_effect(goal, effects), *_survey(goal, tables, span)]
        cells = [*measured, *([] if measured else _followed_up(goal, tables, span))]
        counted = _counted_in_est(goal, effects)
        cells += [each for each in _observed(goal, est, walks) if not (counted and each.source == "est")]
        cells += _interviews(goal, tables, fewest_persons)
        cells += _evidence(goal, tables, span, shown=_names(cells, goal, tables))
        rows.append(GoalRow(goal=str(goal["goal_id"]), cells=tuple(cells), agreeing=agreeing_of(cells)))
    return tuple(rows)


def _effect(goal: Mapping[Any, Any], effects: Sequence[GoalEffect]) -> list[Cell]:
    """The first analysis of the goal: the main one comes first."""
    own = [each for each in effects if each.goal == goal["goal_id"]]
    if not own:
        return []
    effect = own[0]
    silent = effect.conclusion.finding is FindingClass.TOO_LITTLE_DATA
    estimate = effect.conclusion.series.estimate
    return [
        Cell(
            source="effect",
            says="silent" if silent else _OF_OUTCOME[effect.outcome],
            strength=_OF_CERTAINTY.get(effect.conclusion.certainty, "weak"),
            n=estimate.n,
            period=effect.result.timing.start,
        )
    ]


def _counted_in_est(goal: Mapping[Any, Any], effects: Sequence[GoalEffect]) -> bool:
    """Whether the outcome of the goal is observations in EST, which then must not count twice."""
    own = [each.result.provenance for each in effects if each.goal == goal["goal_id"]]
    return bool(own) and is_of_est(source=own[0].source, file=own[0].file)


def _interviews(goal: Mapping[Any, Any], tables: ProcessTables, fewest: int) -> list[Cell]:
    """What those involved say; another aspect than what the goal measures."""
    voices = voices_of(tables, str(goal["goal_id"]), fewest=fewest)
    return [Cell(source="interviews", says=voices.says, n=voices.n, own=False)] if voices.says != "silent" else []


def _survey(goal: Mapping[Any, Any], tables: ProcessTables, span: Span) -> list[Cell]:
    if not isinstance(goal["indicator_id"], str):
        return []
    trend = survey_trend(tables, [goal["indicator_id"]], span, source="survey")
    return [] if trend.moved == "silent" else [_of_trend(trend, goal, strength="moderate", own=True)]


def _observed(goal: Mapping[Any, Any], est: SourceTrend, walks: SourceTrend) -> list[Cell]:
    """EST and walks see disorder: for goals of crime and safety, as another aspect; fewer is better."""
    if goal["goal_area"] not in _OBSERVED:
        return []
    fewer = {"direction": "decrease"}
    found: tuple[tuple[SourceTrend, Strength], ...] = ((est, "moderate"), (walks, "weak"))
    return [
        _of_trend(trend, fewer, strength=strength, own=False) for trend, strength in found if trend.moved != "silent"
    ]


def _of_trend(trend: SourceTrend, goal: Mapping[Any, Any], *, strength: Strength, own: bool) -> Cell:
    return Cell(
        source=trend.source,
        says=_towards(trend.moved, goal.get("direction")),
        strength=strength,
        n=trend.n,
        period=f"{trend.first}/{trend.last}",
        own=own,
    )


def _towards(moved: Moved, direction: Any) -> Says:
    """A movement seen from the goal; to keep a level is better when it stayed."""
    if moved == "silent" or direction is None or pd.isna(direction):
        return "silent"
    if moved == "unclear":
        return "unclear"
    if direction == "keep":
        return "better" if moved == "same" else "worse"
    if moved == "same":
        return "same"
    return "better" if (moved == "down") == (direction == "decrease") else "worse"


def _followed_up(goal: Mapping[Any, Any], tables: ProcessTables, span: Span) -> list[Cell]:
    """The latest follow-up of the goal against its baseline; without figures its assessment, which is weak.

    A difference whose interval holds the baseline is unclear; one without interval is weak.
    """
    latest = latest_by(tables, "goal_followup", "goal_id", first=pd.Timestamp(span.first), span=span).to_dict("index")
    row = latest.get(goal["goal_id"])
    if row is None:
        return []
    says, strength = _against_baseline(goal, row)
    n = None if pd.isna(row["n"]) else int(row["n"])
    return [Cell(source="follow_up", says=says, strength=strength, n=n, period=str(row["period"]))]


def _against_baseline(goal: Mapping[Any, Any], row: Mapping[Any, Any]) -> tuple[Says, Strength]:
    baseline, value = float(goal["baseline_value"]), float(row["value"])
    if math.isnan(baseline) or math.isnan(value):
        return _assessed(str(row["assessment"])), "weak"
    low, high = float(row["ci_low"]), float(row["ci_high"])
    if math.isnan(low) or math.isnan(high):
        moved: Moved = "same" if value == baseline else ("up" if value > baseline else "down")
        return _towards(moved, goal["direction"]), "weak"
    moved = "up" if low > baseline else ("down" if high < baseline else "unclear")
    return _towards(moved, goal["direction"]), "moderate"


def _assessed(assessment: str) -> Says:
    """Met is better; met in part or not met says nothing of the direction."""
    if assessment == "met":
        return "better"
    return "silent" if assessment == "not_assessable" else "unclear"


def _names(cells: Sequence[Cell], goal: Mapping[Any, Any], tables: ProcessTables) -> frozenset[str]:
    """What the sources of a row can be called in the table of other evidence: handed in twice they count once."""
    names = {name for cell in cells for name in (cell.source, *_ALSO_CALLED.get(cell.source, ()))}
    if "survey" in names:
        surveys = tables.frame("survey_estimate")
        names |= set(surveys.loc[surveys["measure_id"] == goal["indicator_id"], "source"])
    return frozenset(name.casefold() for name in names)


def _evidence(goal: Mapping[Any, Any], tables: ProcessTables, span: Span, *, shown: frozenset[str]) -> list[Cell]:
    """Other evidence that was handed in: of each source the latest in time, unless it is shown already."""
    rows = tables.frame("evidence")
    ends = row_dates(tables, "evidence")
    rows = rows.assign(ends=ends)[(rows["goal_id"] == goal["goal_id"]) & (ends <= pd.Timestamp(span.last))]
    latest = rows.sort_values(["ends", "evidence_id"]).drop_duplicates("source", keep="last").sort_values("source")
    return [
        Cell(
            source=str(row["source"]),
            says=_OF_EVIDENCE[str(row["direction"])],
            strength=_STRENGTHS.get(str(row["strength"]), "weak"),
            n=None if pd.isna(row["n"]) else int(row["n"]),
            period=str(row["period"]),
        )
        for row in latest.to_dict("records")
        if str(row["source"]).strip().casefold() not in shown
    ]
