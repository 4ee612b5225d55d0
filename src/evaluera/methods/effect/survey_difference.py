"""Did a share in a repeated sample survey change, and by more than samples and years differ anyway?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from evaluera.data.panel import Panel, Period, SeriesData
from evaluera.design.event import Event
from evaluera.design.question import DesignClass, Question
from evaluera.errors import Finding, MethodError, Place, Value
from evaluera.methods.areas import Groups, resolve_groups
from evaluera.methods.assembling import assembled
from evaluera.methods.breaks import declared_breaks, measured_alike
from evaluera.methods.checks.survey_years import survey_years
from evaluera.methods.checks.variation_between_years import variation_between_years
from evaluera.methods.choices import AreaNames, WindowParams
from evaluera.methods.event_terms import with_events
from evaluera.methods.joining import joined, times, without_weights
from evaluera.methods.known_events import Known, event_note, left_out, refused_terms, resolve_events
from evaluera.methods.method import Params, PeriodText
from evaluera.methods.moment import Moment, resolve_moment
from evaluera.methods.part import Line, Part, each_part, lines_of, rows_of
from evaluera.methods.refusal import refuse
from evaluera.methods.segmented.courses import axis_of
from evaluera.methods.segmented.segment import named
from evaluera.methods.survey_estimates import detectable, survey_course, survey_estimates, survey_pre_trend
from evaluera.methods.survey_years import BetweenYears, SurveyYears, survey_years_of
from evaluera.methods.window import Window, resolve_window
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.effect import EffectResult
from evaluera.results.provenance import Evidence

__all__ = ["SurveyDifference", "SurveyDifferenceParams"]

_FEWEST_WITHOUT_MARGINS = 4


def _as_list(value: Any) -> Any:
    """One period is a list of one."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


class SurveyDifferenceParams(WindowParams):
    """Options of the survey difference."""

    comparison: Literal["rest"] | AreaNames = Field(
        default=(),
        description="Areas without the initiative to compare with, or rest: all other areas.",
        examples=[["Teg", "Haga"]],
        json_schema_extra={"unit": "area names"},
    )
    breaks: Annotated[tuple[PeriodText, ...], BeforeValidator(_as_list)] = Field(
        default=(),
        description="First periods measured in a new way, beside those of the data; no change is computed across them.",
        examples=[["2017"]],
        json_schema_extra={"unit": "periods"},
    )
    between_years: BetweenYears = Field(
        default="integrated",
        description="Allow for years that differ by more than the samples explain, or (none) for sampling error only.",
        examples=["integrated"],
        json_schema_extra={"unit": "name"},
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Plan:
    """The options, read against one panel."""

    panel: Panel
    params: SurveyDifferenceParams
    moment: Moment
    groups: Groups
    breaks: tuple[Period, ...]
    lines: tuple[Line, ...]
    events: tuple[Known, ...]


class SurveyDifference:
    """Did a share in a repeated sample survey change, and by more than samples and years differ anyway?

    For shares with a published interval, or the number of respondents and a design effect (``interval=``, ``n=`` and
    ``design_effect=`` of :func:`evaluera.panel`), such as those of a national crime survey by year. The mean level
    after is compared with the mean level before, in percentage points (``difference``, which carries the conclusion)
    and as a ratio; with comparison areas, their change is taken away and ``area_difference`` is that of the area alone.
    ``difference_on_trend`` adds a straight trend and
    is a description: a handful of years cannot tell a trend from chance.

    The variance is that of the samples plus that of the years. The latter is unknown and is integrated out: years that
    differ at random, that resemble their neighbours, or that drift, of every size, with a prior centred on a standard
    deviation of 0.15 on the logit scale (3 points at a share of 27 %). With sampling error alone, shares that drift by
    a point a year come out as a change in 4-30 of 100 cases with none, by two points in 10-56; here in 0-3 and 0-8.
    The price is width: where the share stays, 1.7 times that of the samples alone with 5 + 3 years of 1 000 answers,
    2.8 times with 2 + 1. One year against one year therefore shows next to nothing. ``between_years="none"`` gives the
    textbook comparison of samples by name.

    Where the way to measure changed (``method_break=`` of the data, or ``breaks=``) no change is computed: only years
    measured alike are used, and a break at the start is refused. Of other known ``events`` the years can be left out or
    mentioned; one that changed reporting or recording alone does not touch what people answer, and all years stay. A
    note says the smallest difference that these surveys would show four times in five.

    Assumes samples that are independent of each other, margins that include the design, and that nothing but the
    initiative made the years differ. When not to use: counts of reported crime; a panel of the same persons; a share
    below a few per cent in small samples.

    References
    ----------
    Lohr (2022), Sampling: Design and Analysis, 3rd ed., sections 4.1 and 7.4 (design effect). Agresti and Coull (1998),
    Am Stat 52:119. Gelman (2006), Bayesian Analysis 1:515 (half-Cauchy prior for a standard deviation).

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> frame = pd.DataFrame({
    ...     "year": range(2017, 2025),
    ...     "unsafe": [0.31, 0.30, 0.32, 0.31, 0.24, 0.23, 0.25, 0.24],
    ...     "answers": [1500] * 8,
    ... })
    >>> panel = evaluera.panel(frame, period="year", value="unsafe", kind="share", n="answers", design_effect=1.3)
    >>> result = evaluera.estimate("survey_difference", panel, start=2021)
    >>> round(100 * result.primary()[0].estimate)
    -7
    """

    name: ClassVar[str] = "survey_difference"
    Params: ClassVar[type[Params]] = SurveyDifferenceParams

    def check(self, panel: Panel, params: Any) -> tuple[Diagnostic, ...]:
        """How many surveys there are on each side; raises all findings about options and data at once."""
        plan = _plan(panel, params)
        checks, _ = each_part(plan.lines, lambda line: _counted(_years(line, plan)[0]))
        return checks

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        """The change between the years before and after, with its course and the checks of its assumptions."""
        plan = _plan(panel, params)
        parts, skipped = each_part(plan.lines, lambda line: _part(line, plan, question))
        compares = bool(plan.groups.comparison)
        return assembled(
            parts,
            method=self.name,
            design=DesignClass.BEFORE_AFTER_COMPARISON if compares else DesignClass.BEFORE_AFTER,
            primary_term="difference",
            panel=panel,
            params=params,
            question=question,
            moment=with_events(plan.moment, plan.events, parts),
            notes=(
                Note(code=f"between_years.{params.between_years}"),
                *(_event_note(known.event) for known in plan.events),
                *skipped,
            ),
        )


def _plan(panel: Panel, params: SurveyDifferenceParams) -> _Plan:
    """Read the options against the panel; everything that is wrong is raised at once."""
    if panel.kind != "share":
        raise MethodError(Finding(code="method.needs_shares", values={"kind": panel.kind}))
    moment, findings = resolve_moment(panel, start=params.start, transition=params.transition)
    groups, wrong_areas = resolve_groups(panel, treated=params.treated, comparison=params.comparison)
    breaks, wrong_breaks = declared_breaks(panel, params.breaks)
    wrong = [*findings, *wrong_areas, *wrong_breaks]
    for areas, parameter in ((groups.treated, "treated"), (groups.comparison, "comparison")):
        wrong += without_weights(areas, kind=panel.kind, has_exposure=panel.has_exposure, parameter=parameter)
    if params.between_years == "none" and not panel.precision:
        wrong.append(Finding(code="method.margins_needed", place=Place(parameter="between_years")))
    given, wrong_events = resolve_events(panel, params.events)
    events = tuple(replace(known, event=_answered(known.event)) for known in given)
    refuse([*wrong, *wrong_events, *refused_terms(events, "event_in_survey")])
    assert moment is not None
    return _Plan(
        panel=panel,
        params=params,
        moment=moment,
        groups=groups,
        breaks=breaks,
        lines=lines_of(panel, groups.treated),
        events=events,
    )


def _answered(event: Event) -> Event:
    """What changed reporting or recording alone does not touch what people answer: nothing is done about it."""
    return replace(event, how="mention") if event.affects == "reporting" else event


def _event_note(event: Event) -> Note:
    told = event_note(event)
    return replace(told, code="event_untouched") if event.affects == "reporting" else told


def _years(line: Line, plan: _Plan) -> tuple[SurveyYears, tuple[Note, ...]]:
    """The used years of one series; raises MethodError when a side has none, or the way to measure changed."""
    params, series = plan.params, line.series
    whole, findings = resolve_window(
        time=times(series),
        preliminary=series.preliminary,
        moment=plan.moment,
        before=params.before,
        after=params.after,
        include_preliminary=params.include_preliminary,
    )
    refuse(findings)
    out = left_out(plan.events, times(series))
    kept = Window(before=whole.before & ~out, after=whole.after & ~out)
    window, notes = measured_alike(kept, time=times(series), breaks=plan.breaks)
    years = survey_years_of(series, _others(line, plan), window)
    before, after = int(years.before.sum()), int(years.after.sum())
    unknown = years.variance is None
    if not (before and after) or (unknown and before + after < _FEWEST_WITHOUT_MARGINS):
        needed = 2 if unknown else 1
        values: dict[str, Value] = {
            "series": named(series),
            "before": before,
            "after": after,
            "needed_before": needed,
            "needed_after": needed,
        }
        raise MethodError(Finding(code="method.too_few_periods", values=values))
    return years, (*notes, Note(code="margins_unknown")) if unknown else notes


def _others(line: Line, plan: _Plan) -> SeriesData | None:
    """The comparison areas of the same outcome, together."""
    if not plan.groups.comparison:
        return None
    others = plan.panel.select(outcome=line.series.outcome, areas=plan.groups.comparison).series()
    return joined(tuple(others), kind=plan.panel.kind)


def _counted(years: SurveyYears) -> Diagnostic:
    return survey_years(
        before=int(years.before.sum()), after=int(years.after.sum()), outcome=years.outcome, area=years.area
    )


def _part(line: Line, plan: _Plan, question: Question) -> Part:
    """One series: its difference, course and checks."""
    years, notes = _years(line, plan)
    between, confidence = plan.params.between_years, plan.params.confidence
    estimates = survey_estimates(years, between=between, confidence=confidence)
    seen = Note(
        code="detectable_difference", values={"series": named(line.series), "difference": detectable(estimates[0])}
    )
    return Part(
        estimates=estimates,
        courses=(survey_course(years, axis=axis_of(plan.panel, plan.moment), between=between, confidence=confidence),),
        diagnostics=(
            _counted(years),
            variation_between_years(
                p_value=years.excess(), handled=between == "integrated", outcome=years.outcome, area=years.area
            ),
            survey_pre_trend(years, between=between, confidence=confidence, smallest_change=question.smallest_change),
        ),
        evidence=Evidence(
            outcome=years.outcome,
            area=years.area,
            unit="survey",
            periods_before=int(years.before.sum()),
            periods_after=int(years.after.sum()),
            season_length=plan.panel.season_length,
            treated_areas=len(line.parts),
            comparison_areas=len(plan.groups.comparison),
        ),
        notes=(*notes, seen),
        rows=rows_of(line.parts, years.time[years.used]),
    )
