"""The options of an interrupted time series, read against one panel."""

from __future__ import annotations

from dataclasses import dataclass

from evaluera.data.panel import Panel
from evaluera.errors import Finding, Place
from evaluera.methods.areas import resolve_groups
from evaluera.methods.error_models.catalogue import error_model
from evaluera.methods.error_models.controlled import noise_of_differences
from evaluera.methods.error_models.integrated import IntegratedModel
from evaluera.methods.error_models.model import ErrorModel
from evaluera.methods.joining import without_weights
from evaluera.methods.known_events import Known, resolve_events
from evaluera.methods.moment import Moment, resolve_moment
from evaluera.methods.options import nearest
from evaluera.methods.part import Line, lines_of
from evaluera.methods.refusal import refuse
from evaluera.methods.season import season_findings
from evaluera.methods.segmented.occasions import (
    Further,
    last_period,
    misused_options,
    phased_in,
    resolve_further,
    until_over,
)
from evaluera.methods.segmented.options import InterruptedTimeSeriesParams
from evaluera.methods.shapes.registry import shape
from evaluera.methods.shapes.shape import Occasion, Shape
from evaluera.methods.unknown_outcome import unknown_outcome

__all__ = ["Plan", "make_plan"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """What all series of one analysis share.

    ``occasion`` lacks the dose, which each series has for itself; ``columns`` are the places of the covariates among
    those of the panel, ``dose`` that of the activity.
    """

    panel: Panel
    params: InterruptedTimeSeriesParams
    moment: Moment
    model: ErrorModel
    lines: tuple[Line, ...]
    comparison: tuple[str, ...]
    columns: tuple[int, ...]
    shape: Shape
    occasion: Occasion
    dose: int | None
    further: tuple[Further, ...]
    events: tuple[Known, ...]


def make_plan(panel: Panel, params: InterruptedTimeSeriesParams) -> Plan:
    """Read the options against the panel.

    Raises
    ------
    EvalueraError
        Everything that is wrong, at once.
    """
    moment, findings = resolve_moment(panel, start=params.start, transition=params.transition)
    groups, wrong_areas = resolve_groups(
        panel, treated=params.treated, comparison=params.comparison, displacement=params.displacement
    )
    columns, wrong_columns = _columns(panel, params.covariates, "covariates")
    dose, wrong_dose = _columns(panel, () if params.dose is None else (params.dose,), "dose")
    chosen, model = shape(params.shape), _model(params)
    wrong = [*findings, *wrong_areas, *wrong_columns, *wrong_dose, *misused_options(params, chosen)]
    wrong += _wrong_comparison(params, panel)
    for areas, parameter in ((groups.treated, "treated"), (groups.comparison, "comparison")):
        wrong += without_weights(areas, kind=panel.kind, has_exposure=panel.has_exposure, parameter=parameter)
    wrong += season_findings(season_length=panel.season_length, harmonics=params.harmonics, season=params.season)
    if model.counts_only and panel.kind != "count":
        values = {"errors": params.errors, "kind": panel.kind}
        wrong.append(Finding(code="method.errors_need_counts", place=Place(parameter="errors"), values=values))
    last = last_period(panel, moment, params.end, wrong)
    further = resolve_further(panel, moment, params.also, wrong)
    events, wrong_events = resolve_events(panel, params.events)
    refuse([*wrong, *wrong_events])
    assert moment is not None
    transition = moment.transition
    moment = phased_in(moment) if "transition" in chosen.needs else moment
    occasion = Occasion(
        first=moment.first_after, last=last, duration=params.duration, lag=params.lag, transition=transition
    )
    return Plan(
        panel=panel,
        params=params,
        moment=until_over(panel, moment, chosen, occasion),
        model=model,
        lines=tuple(
            line for line in lines_of(panel, groups.treated) if line.series.outcome not in params.other_outcomes
        ),
        comparison=groups.comparison,
        columns=columns,
        shape=chosen,
        occasion=occasion,
        dose=next(iter(dose), None),
        further=further,
        events=events,
    )


def _model(params: InterruptedTimeSeriesParams) -> ErrorModel:
    named_model = error_model(params.errors)
    noise = noise_of_differences(named_model, default=params.errors == "default")
    return noise if params.controlled and noise is not None else named_model


def _wrong_comparison(params: InterruptedTimeSeriesParams, panel: Panel) -> list[Finding]:
    """A comparison that does not exist, that is given twice, or that the error model cannot be used with."""
    findings = []

    def wrong(code: str, parameter: str, **values: str) -> None:
        findings.append(Finding(code=code, place=Place(parameter=parameter), values=values))

    other = params.comparison_outcome
    if other is not None and other not in panel.outcomes:
        findings.append(unknown_outcome(other, panel.outcomes, place=Place(parameter="comparison_outcome")))
    elif other is not None and panel.outcomes == (other,):
        wrong("method.compared_with_itself", "comparison_outcome", found=other)
    if other is not None and params.comparison:
        wrong("method.two_comparisons", "comparison_outcome")
    if params.controlled and not isinstance(_model(params), IntegratedModel):
        wrong("method.errors_without_comparison", "errors", errors=params.errors)
    if params.trend_difference and not params.controlled:
        wrong("method.trend_difference_needs_comparison", "trend_difference")
    return findings


def _columns(panel: Panel, names: tuple[str, ...], option: str) -> tuple[tuple[int, ...], tuple[Finding, ...]]:
    """Where the columns that an option names stand among the panel's covariates."""
    findings = []
    if names and not panel.covariates:
        findings.append(Finding(code="parameter.no_covariates", place=Place(parameter=option)))
    for name in names if panel.covariates else ():
        if name not in panel.covariates:
            near = nearest(name, panel.covariates)
            values = {"found": name, "nearest": near, "known": ", ".join(panel.covariates)}
            code = "parameter.unknown_covariate_near" if near else "parameter.unknown_covariate"
            findings.append(Finding(code=code, place=Place(parameter=option), values=values))
    return tuple(panel.covariates.index(name) for name in names if name in panel.covariates), tuple(findings)
