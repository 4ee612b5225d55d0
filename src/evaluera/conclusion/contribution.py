"""Contribution analysis: question, theory, evidence for each link, rival explanations, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluera.conclusion.finding import FindingClass
from evaluera.conclusion.goal_effect import GoalEffect, goal_effects
from evaluera.conclusion.implementation import Carried
from evaluera.conclusion.link_story import LinkStory, link_stories, weakest
from evaluera.conclusion.reporting import ReportingCheck, reporting_check
from evaluera.conclusion.rivals import Rival, handed_in, known_rivals
from evaluera.conclusion.triangulation import GoalRow, triangulated
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.question import Support
from evaluera.design.span import Span
from evaluera.methods.process.est_panel import is_of_est
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.theory_graph import theory_graph
from evaluera.results.dose_response import DoseResponse
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.measure import Measure

__all__ = ["EVIDENCE_TABLES", "Contribution", "contribution_of", "support_of"]

EVIDENCE_TABLES = (
    *("theory_link", "goal_followup", "survey_estimate", "est_round", "est_report", "walk", "walk_finding"),
    *("context_event", "rival", "evidence", "segment"),
)
"""Tables that would say more; those that have no rows are listed."""

_MOVED = ("displacement_ratio", "displacement_effect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The six steps as records.

    Attributes
    ----------
    carried
        How much was carried out.
    effects
        Each analysis with its goal and the verdict of both halves, the main one first.
    goals
        Step 1, the questions, with what each source says of them.
    links
        Steps 2 to 4, the theory with what tested each link, and its status the year before.
    rivals
        Other explanations: those handed in, then those that the package knows of.
    reporting
        Is more happening, or is more reported?
    doses
        Whether outcomes follow the dose.
    missing
        Step 5, tables without rows that would say more.
    """

    carried: Carried
    effects: tuple[GoalEffect, ...]
    goals: tuple[GoalRow, ...]
    links: tuple[LinkStory, ...]
    rivals: tuple[Rival, ...]
    reporting: ReportingCheck
    doses: tuple[DoseResponse, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def weakest(self) -> tuple[LinkStory, ...]:
        """The links to look at first."""
        return weakest(self.links)

    @property
    def rise(self) -> bool:
        """Whether an analysis shows that more crime is reported, so that the reporting must be looked at first."""
        risen = (each.result for each in self.effects if each.conclusion.finding is FindingClass.INCREASE)
        return any(
            each.kind in ("count", "rate") and not is_of_est(source=each.provenance.source, file=each.provenance.file)
            for each in risen
        )

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell: no goal, no link, no analysis."""
        return not (self.effects or self.goals or self.links)


def contribution_of(
    tables: ProcessTables,
    span: Span,
    *,
    limits: Limits,
    carried: Carried,
    measures: Sequence[Measure],
    results: Mapping[str, EffectResult],
    doses: Sequence[DoseResponse] = (),
    earlier: Sequence[Measure] | None = None,
) -> Contribution:
    """The contribution analysis of a year.

    Parameters
    ----------
    tables, span, limits
        The records, the time that is followed up, and what counts as low.
    carried
        How much was carried out.
    measures
        What the process methods found.
    results
        The effect results, the main one first.
    doses
        Dose-responses that were computed.
    earlier
        What the process methods found for the year before; None when it was not followed up.

    Notes
    -----
    Step 6, the revised story, is next year's run: each link shows its status the year before.

    Reference: Mayne (2012), Contribution analysis: Coming of age?, Evaluation 18:270-280.
    """
    effects = goal_effects(tables, results, carried)
    reporting = reporting_check(tables, span, limits=limits)
    return Contribution(
        carried=carried,
        effects=effects,
        goals=triangulated(tables, span, effects, fewest_persons=limits.fewest_persons),
        links=link_stories(
            theory_graph(tables, measures=measures), measures=measures, effects=effects, earlier=earlier
        ),
        rivals=(*handed_in(tables), *_known(effects, tables, span, reporting)),
        reporting=reporting,
        doses=tuple(doses),
        missing=tuple(name for name in EVIDENCE_TABLES if tables.frame(name).empty),
    )


def support_of(contribution: Contribution, effect: GoalEffect) -> tuple[Support, ...]:
    """What the records have that makes the answer of an analysis surer.

    An independent source that gives the same direction about the same thing (the row of the goal agrees, and the
    analysis is one of its sources); a clear dose-response of the outcome, where the effect is an improvement.
    """
    found: list[Support] = []
    row = next((each for each in contribution.goals if each.goal and each.goal == effect.goal), None)
    speaks = row is not None and any(cell.source == "effect" and cell.says == row.direction for cell in row.cells)
    if row is not None and speaks and row.agreeing == "agree":
        found.append("sources_agree")
    outcome = effect.conclusion.series.estimate.outcome
    if effect.outcome == "improvement" and any(each.outcome == outcome and each.clear for each in contribution.doses):
        found.append("dose_response")
    return tuple(found)


def _known(
    effects: Sequence[GoalEffect], tables: ProcessTables, span: Span, reporting: ReportingCheck
) -> tuple[Rival, ...]:
    """The explanations of the main analysis."""
    if not effects:
        return ()
    main = effects[0]
    outcome = main.conclusion.series.estimate.outcome
    return known_rivals(
        main.result, main.conclusion, tables, span, reporting=reporting.code, displaced=_moved(effects, outcome)
    )


def _moved(effects: Sequence[GoalEffect], outcome: str) -> Estimate | None:
    """The change in the neighbouring areas, where an analysis of the outcome has one."""
    estimates = [each for effect in effects for each in effect.result.estimates if each.outcome == outcome]
    return next((each for term in _MOVED for each in estimates if each.term == term), None)
