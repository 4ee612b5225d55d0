"""The two halves together: what the records say of the effects, and what they add to how sure the answers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evaluera.conclusion.contribution import Contribution, contribution_of, support_of
from evaluera.conclusion.goal_effect import goal_effects, goal_of
from evaluera.conclusion.implementation import carried_out
from evaluera.conclusion.prevented import prevented_in
from evaluera.data.panel import Panel
from evaluera.evaluation.following_up import FollowUp
from evaluera.methods.process.dose_panel import NAME, panel_with_dose, takes_dose
from evaluera.methods.process.dose_response import dose_response
from evaluera.results.dose_response import DoseResponse
from evaluera.results.effect import EffectResult

__all__ = ["contributed"]


def contributed(
    followed: FollowUp, results: Mapping[str, EffectResult], panels: Mapping[str, Panel], *, primary: str
) -> tuple[FollowUp, Contribution, dict[str, EffectResult]]:
    """The process half with what was prevented, the contribution analysis, and the results with what the records say.

    To the results are added what the records say of reporting and of how sure the answers are.

    Parameters
    ----------
    followed
        The process half.
    results
        The effect results by analysis.
    panels
        The figures by outcome.
    primary
        The main analysis: it comes first.

    Notes
    -----
    What supports an answer is judged by the answers as they stand without support, so that nothing supports itself.
    """
    followed = _priced(followed, results.get(primary), panels)
    limits = followed.limits
    carried = carried_out(followed.results, low_below=limits.low_below, high_from=limits.high_from)
    ordered = dict(sorted(results.items(), key=lambda each: each[0] != primary))
    story = contribution_of(
        followed.tables,
        followed.span,
        limits=limits,
        carried=carried,
        measures=followed.measures,
        results=ordered,
        doses=_doses(followed, ordered, panels),
        earlier=followed.year_before(),
    )
    informed = {name: _informed(name, result, story) for name, result in results.items()}
    again = {name: informed[name] for name in ordered}
    return followed, replace(story, effects=goal_effects(followed.tables, again, carried)), informed


def _priced(followed: FollowUp, main: EffectResult | None, panels: Mapping[str, Panel]) -> FollowUp:
    """With the cost of each event that the main analysis shows to be prevented in the span, where it can show that."""
    if main is None or not main.primary():
        return followed
    panel = panels.get(main.primary()[0].outcome)
    effect = None if panel is None else prevented_in(main, panel, followed.span)
    return followed if effect is None else followed.priced(effect)


def _informed(name: str, result: EffectResult, story: Contribution) -> EffectResult:
    """The same result; a support counts when all its series have it."""
    found = [support_of(story, each) for each in story.effects if each.analysis == name]
    shared = tuple(each for each in found[0] if all(each in other for other in found)) if found else ()
    return replace(result, question=replace(result.question, reporting=story.reporting.code, support=shared))


def _doses(
    followed: FollowUp, results: Mapping[str, EffectResult], panels: Mapping[str, Panel]
) -> tuple[DoseResponse, ...]:
    """Whether each outcome follows the dose, in the order of the analyses; once where several ask about it."""
    first: dict[str, EffectResult] = {}
    for result in results.values():
        for estimate in result.primary():
            first.setdefault(estimate.outcome, result)
    found = (_dose(followed, outcome, result, panels.get(outcome)) for outcome, result in first.items())
    return tuple(each for each in found if each is not None)


def _dose(followed: FollowUp, outcome: str, result: EffectResult, panel: Panel | None) -> DoseResponse | None:
    """Whether an outcome follows the dose; None unless it is counted in several areas, one of them with a dose."""
    if panel is None or panel.kind != "count" or len(panel.areas) < 2:
        return None
    if NAME not in panel.covariates:
        if not takes_dose(panel, followed.tables, until=followed.evaluated_on):
            return None
        goal = str(goal_of(followed.tables, outcome, stated=result.question.goal).get("goal_id", ""))
        panel = panel_with_dose(panel, followed.tables, goal=goal, until=followed.evaluated_on)
    if not (panel.rows.loc[panel.rows["outcome"] == outcome, NAME] > 0).any():
        return None
    return dose_response(panel, outcome=outcome, better=result.question.better)
