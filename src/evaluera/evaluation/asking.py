"""The question of an analysis, from what the settings say about project, outcome and data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluera.design.event import Event
from evaluera.design.question import Question
from evaluera.parameters.locking import Lock
from evaluera.parameters.models import Analysis, Label, Outcome, Parameters

__all__ = ["ask", "beforehand"]


def ask(
    parameters: Parameters,
    analysis: Analysis,
    *,
    area_level: str | None,
    decided_beforehand: bool | None,
    events: Sequence[Event] = (),
    labels: Mapping[str, Mapping[str, str]] | None = None,
) -> Question:
    """What an analysis shall answer; an outcome that is not described has the defaults.

    ``area_level`` is that of the data. ``events`` are those of the settings, with the period labels of the analysed
    data. ``labels`` are what outcomes are called where the settings do not say.
    """
    outcome = analysis.outcome
    described = parameters.outcomes.get(outcome, Outcome())
    return Question(
        better=described.better,
        smallest_change=described.smallest_change,
        selection_reason=parameters.project.selection_reason,
        implementation=parameters.project.implementation,
        labels={
            name: {**_label(name, each.label), **_own(each.label, (labels or {}).get(name, {}))}
            for name, each in {**parameters.outcomes, outcome: described}.items()
        },
        decided_beforehand=decided_beforehand,
        outcome_area_level=area_level,
        intervention_area_level=parameters.project.area_level,
        placebo_outcome=analysis.placebo_outcome,
        placebo_area=analysis.placebo_area,
        events=tuple(events),
        goal=described.goal or "",
    )


def beforehand(parameters: Parameters, lock: Lock, *, last_day: str | None) -> bool | None:
    """Were outcome and analysis decided before the figures could be seen?

    Parameters
    ----------
    parameters
        Their ``protocol`` counts where there is no lock.
    lock
        How the settings compare with the lock file.
    last_day
        The last day of the data (ISO), None where periods have no dates.

    Returns
    -------
    bool or None
        True when they were decided before the data ended, False when what carries the conclusion was changed after
        it was locked, None when it is not known.
    """
    if lock.status != "none" and lock.decisive:
        return False
    decided = parameters.protocol.decided_on if parameters.protocol and lock.status == "none" else lock.locked_on
    if decided is None:
        return None
    return True if last_day is None or decided < last_day else None


def _label(name: str, label: str | Label) -> dict[str, str]:
    """The name in both languages; one language stands in for the other."""
    if isinstance(label, str):
        return {"sv": label, "en": label}
    return {language: label.spoken(language) or name for language in ("sv", "en")}


def _own(label: str | Label, names: Mapping[str, str]) -> Mapping[str, str]:
    """The names that come with the data, where the settings give none."""
    return {} if isinstance(label, str) or label.spoken("sv") else names
