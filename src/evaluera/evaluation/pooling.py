"""An analysis of each area by itself, pooled to one answer: what the initiative did on average over its areas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from evaluera.data.panel import Panel
from evaluera.errors import Finding, MethodError, Place
from evaluera.evaluation.preparing import Task
from evaluera.methods.areas import resolve_groups
from evaluera.methods.estimation import estimate
from evaluera.methods.merging import merged
from evaluera.methods.pooled_effect import pool
from evaluera.methods.refusal import refuse
from evaluera.methods.registry import method
from evaluera.results.diagnostic import Note
from evaluera.results.effect import EffectResult

__all__ = ["areas_of", "pooled_answer", "together"]

_FEWEST = 2


def areas_of(task: Task) -> tuple[str, ...]:
    """The areas of an analysis that is to be pooled: those of the initiative, or all of the outcome.

    Raises
    ------
    MethodError
        ``method.pool_without_areas``: the method does not analyse chosen areas; ``method.pool_one_area``: there is
        only one; ``method.pool_needs_ratios``: the outcome is no count. All at the key of the settings.
    """
    place = Place(parameter="pooled")
    if task.panel.kind != "count":
        values = {"series": task.analysis.outcome}
        raise MethodError(Finding(code="method.pool_needs_ratios", place=place, values=values))
    if "treated" not in task.analysis.options:
        values = {"method": task.analysis.method}
        raise MethodError(Finding(code="method.pool_without_areas", place=place, values=values))
    chosen = tuple(task.analysis.options["treated"] or ()) or _panel(task).areas
    if len(chosen) < _FEWEST:
        raise MethodError(Finding(code="method.pool_one_area", place=place, values={"found": len(chosen)}))
    return chosen


def pooled_answer(task: Task, tested: Callable[[EffectResult], EffectResult]) -> EffectResult:
    """Each area by itself, then all pooled.

    An area that cannot be analysed is left out and told. Rows are counted once, and ``tested`` puts the areas together
    to the test: checks that ask the method again are about them all, not about one area each.
    """
    areas = areas_of(task)
    whole = together(task)
    tried = tested(whole)
    found, left_out = _one_by_one(task, areas)
    answer = pool(merged(found))
    ours = {(each.name, each.outcome, each.area) for each in whole.diagnostics}
    about_all = tuple(
        replace(each, area="") for each in tried.diagnostics if (each.name, each.outcome, each.area) not in ours
    )
    notes = (*answer.notes, *left_out, *((Note(code="tested_together"),) if about_all else ()))
    return replace(
        answer,
        diagnostics=(*answer.diagnostics, *about_all),
        notes=tuple(dict.fromkeys(notes)),
        provenance=whole.provenance,
        options={**whole.options, **{name: answer.options[name] for name in ("between", "pooled_term")}},
    )


def together(task: Task) -> EffectResult:
    """The same analysis with the areas taken together, as a single series or group."""
    return _asked(task, areas_of(task))


def _one_by_one(task: Task, areas: tuple[str, ...]) -> tuple[list[EffectResult], Iterator[Note]]:
    found: list[EffectResult] = []
    findings: list[Finding] = []
    for area in areas:
        try:
            found.append(_asked(task, (area,)))
        except MethodError as error:
            findings.extend(error.findings)
    if len(found) < _FEWEST:
        refuse(findings)
    notes = (Note(code="series_left_out", values={"reason": f"finding.{f.code}", **f.values}) for f in findings)
    return found, notes


def _asked(task: Task, areas: tuple[str, ...]) -> EffectResult:
    analysis = task.analysis
    options: dict[str, Any] = {**analysis.options, "treated": areas}
    if options.get("comparison") == "rest":
        options["comparison"] = _rest(task)
    return estimate(analysis.method, task.panel, question=task.question, outcome=analysis.outcome, **options)


def _rest(task: Task) -> tuple[str, ...]:
    """All areas without the initiative: no area of it is among those that another one is compared with."""
    treated = areas_of(task)
    groups, findings = resolve_groups(
        _panel(task),
        treated=treated,
        comparison="rest",
        displacement=tuple(task.analysis.options.get("displacement") or ()),
    )
    refuse(findings)
    return groups.comparison


def _panel(task: Task) -> Panel:
    chosen = method(task.analysis.method)
    others = chosen.Params.model_validate(task.analysis.options).other_outcomes
    return task.panel.select(outcome=(task.analysis.outcome, *others))
