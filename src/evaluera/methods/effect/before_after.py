"""Was there more or less after the start than before, and than in comparison areas?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from pydantic import Field

from evaluera.data.panel import Bools, Panel, SeriesData
from evaluera.design.question import DesignClass, Question
from evaluera.errors import Finding, MethodError, Place, Value
from evaluera.methods.areas import Groups, resolve_groups
from evaluera.methods.assembling import assembled
from evaluera.methods.changes.against_comparison import comparison_effect, comparison_part
from evaluera.methods.changes.choosing import GIVEN_THE_PAST, areas_are_the_evidence
from evaluera.methods.changes.compared import Compared, compared
from evaluera.methods.changes.single import alone_effect, plain_segment, series_part
from evaluera.methods.changes.totals import e_tested, totals_of, totals_part
from evaluera.methods.checks.number_of_periods import number_of_periods
from evaluera.methods.choices import ComparisonParams
from evaluera.methods.error_models.catalogue import error_model
from evaluera.methods.event_terms import event_notes, with_events
from evaluera.methods.joining import stacked, times, without_weights
from evaluera.methods.known_events import Known, left_out, refused_terms, resolve_events
from evaluera.methods.method import Params
from evaluera.methods.moment import Moment, resolve_moment
from evaluera.methods.part import Line, Part, each_part, lines_of
from evaluera.methods.refusal import refuse
from evaluera.methods.season_window import season_window
from evaluera.methods.segmented.courses import axis_of
from evaluera.methods.segmented.segment import Segment, named, observed_periods
from evaluera.methods.window import Window, balanced
from evaluera.numerics.arrays import Integers
from evaluera.numerics.totals import IntervalName
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["BeforeAfter", "BeforeAfterParams"]

_NEED_COMPARISON = ("random_effects", "ancova", "ancova_counts", "controlled_series")
_NEED_COUNTS = ("ancova_counts", "quasi_poisson", "poisson")
_OF_AREAS = ("random_effects", *GIVEN_THE_PAST)


class BeforeAfterParams(ComparisonParams):
    """Options of the comparison before and after."""

    same_season: bool = Field(
        default=True,
        description="Compare whole years, or the same months when a side has less than a year.",
        examples=[True],
        json_schema_extra={"unit": "yes or no"},
    )
    interval: Literal["default", "exact", "midp", "score", "wald"] = Field(
        default="default",
        description="Interval for two totals, which assumes that counts vary by chance alone.",
        examples=["default"],
        json_schema_extra={"unit": "name"},
    )
    errors: Literal[
        "default", "random_effects", "ancova", "ancova_counts", "controlled_series", "quasi_poisson", "poisson"
    ] = Field(
        default="default",
        description="How the uncertainty is estimated; default is chosen by the number of areas and periods.",
        examples=["default"],
        json_schema_extra={"unit": "name"},
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Plan:
    """The options, read against one panel."""

    panel: Panel
    params: BeforeAfterParams
    moment: Moment
    groups: Groups
    lines: tuple[Line, ...]
    events: tuple[Known, ...]

    @property
    def compares(self) -> bool:
        """Whether there are comparison areas."""
        return bool(self.groups.comparison)

    @property
    def interval(self) -> IntervalName:
        """The interval of two totals."""
        return "exact" if self.params.interval == "default" else self.params.interval

    @property
    def errors(self) -> str:
        """How the uncertainty of a comparison is estimated: an interval of totals asks for chance alone."""
        return self.params.errors if self.params.interval == "default" else "poisson"


class BeforeAfter:
    """Was there more or less after the start than before, and than in comparison areas?

    Two windows, by default whole years nearest the start (``same_season``). Counts give a rate ratio, with the exposure
    (or the number of periods) as person-time; rates, shares and means a difference.

    Without comparison areas: a series with a step, the error covariance (correlation, drift, a slowly changing season,
    another variance after) integrated out; two totals only: the exact Poisson interval. With comparison areas the
    relative incidence rate ratio: with enough areas (6 to compare with, or 4 and 4) each area's change is one
    observation in a random-effects model, given the past (ANCOVA) when the question says that the areas were chosen for
    a high level or a rise and there are 12; with fewer areas the treated share of all events, period by period.
    ``cumulative_effect`` is T1 (1 - 1/ratio), for random effects with the ratio of all events together.

    Assumes that nothing but the initiative made the windows (or the areas) differ. When not to use: a trend before the
    start without comparison areas; areas chosen for a bad year without comparison areas (the next one is better
    anyway); ``interval`` and ``errors="poisson"`` but for published numbers: their 95 % intervals cover 30-34 %.

    References
    ----------
    Farrington et al. (2007), relative effect size; Paule and Mandel (1982); Knapp and Hartung (2003).

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> frame = pd.DataFrame({"area": ["a", "a", "b", "b"], "period": [1, 2, 1, 2], "value": [50, 30, 60, 55]})
    >>> panel = evaluera.panel(frame, area="area")
    >>> result = evaluera.estimate("before_after", panel, start=2, treated=["a"], comparison="rest")
    >>> round(result.primary()[0].estimate, 4), round(result.primary()[0].std_error, 4)
    (0.6545, 0.297)
    """

    name: ClassVar[str] = "before_after"
    Params: ClassVar[type[Params]] = BeforeAfterParams

    def check(self, panel: Panel, params: Any) -> tuple[Diagnostic, ...]:
        """How many periods each series has in its windows; raises all findings about options and data at once."""
        plan = _plan(panel, params)
        checks, _ = each_part(plan.lines, lambda line: _periods(line.series, plan))
        return checks

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        """The change between the windows, with its course and the checks of its assumptions."""
        plan = _plan(panel, params)
        parts, skipped = each_part(plan.lines, lambda line: _part(line, plan, question))
        counts = panel.kind == "count"
        ratio = "relative_incidence_rate_ratio" if plan.compares else "rate_ratio"
        return assembled(
            parts,
            method=self.name,
            design=DesignClass.BEFORE_AFTER_COMPARISON if plan.compares else DesignClass.BEFORE_AFTER,
            primary_term=ratio if counts else "difference",
            panel=panel,
            params=params,
            question=question,
            moment=with_events(plan.moment, plan.events, parts),
            notes=(*event_notes(plan.events), *skipped),
        )

    def effects(self, panel: Panel, params: Any, question: Question) -> tuple[Estimate, ...]:
        """The primary estimates alone, without courses, checks and each area's own: for whoever asks many times."""
        plan = _plan(panel, params)
        found, _ = each_part(plan.lines, lambda line: _effect(line, plan, question))
        return found


def _plan(panel: Panel, params: BeforeAfterParams) -> _Plan:
    """Read the options against the panel; everything that is wrong is raised at once."""
    moment, findings = resolve_moment(panel, start=params.start, transition=params.transition)
    groups, wrong_areas = resolve_groups(
        panel, treated=params.treated, comparison=params.comparison, displacement=params.displacement
    )
    wrong = [*findings, *wrong_areas, *_wrong_errors(params, panel, compares=bool(params.comparison))]
    for areas, parameter in ((groups.treated, "treated"), (groups.comparison, "comparison")):
        wrong += without_weights(areas, kind=panel.kind, has_exposure=panel.has_exposure, parameter=parameter)
    events, wrong_events = resolve_events(panel, params.events)
    refuse([*wrong, *wrong_events, *_without_terms(events, params, groups)])
    assert moment is not None
    return _Plan(
        panel=panel,
        params=params,
        moment=moment,
        groups=groups,
        lines=lines_of(panel, groups.treated),
        events=events,
    )


def _without_terms(events: tuple[Known, ...], params: BeforeAfterParams, groups: Groups) -> tuple[Finding, ...]:
    """Events that ask for a term where totals are compared, or one change for each area."""
    if params.interval != "default":
        return refused_terms(events, "event_in_totals")
    many = areas_are_the_evidence(treated=len(groups.treated), comparison=len(groups.comparison))
    if groups.comparison and (params.errors in _OF_AREAS or (params.errors == "default" and many)):
        return refused_terms(events, "event_between_areas")
    return ()


def _wrong_errors(params: BeforeAfterParams, panel: Panel, *, compares: bool) -> list[Finding]:
    """Options for the uncertainty that do not fit the data or each other."""
    findings = []

    def wrong(code: str, parameter: str, **values: str) -> None:
        findings.append(Finding(code=f"method.{code}", place=Place(parameter=parameter), values=values))

    counts = panel.kind == "count"
    if params.errors in _NEED_COUNTS and not counts:
        wrong("errors_need_counts", "errors", errors=params.errors, kind=panel.kind)
    if params.errors in _NEED_COMPARISON and not compares:
        wrong("errors_need_comparison", "errors", errors=params.errors)
    if params.interval == "default":
        return findings
    if not counts:
        wrong("interval_needs_counts", "interval", interval=params.interval, kind=panel.kind)
    if params.errors not in ("default", "poisson"):
        wrong("interval_with_errors", "interval", interval=params.interval, errors=params.errors)
    if compares and params.interval != "wald":
        wrong("interval_with_comparison", "interval", interval=params.interval)
    return findings


def _window(time: Integers, preliminary: Bools, plan: _Plan, series: str) -> tuple[Window, tuple[Note, ...]]:
    """The windows on this time axis and what to tell about them."""
    return season_window(
        time,
        preliminary,
        params=plan.params,
        same_season=plan.params.same_season,
        moment=plan.moment,
        season_length=plan.panel.season_length,
        series=series,
        events=plan.events,
    )


def _periods(series: SeriesData, plan: _Plan) -> Diagnostic:
    window, _ = _windows(series, plan)
    used = observed_periods(series, window)
    return number_of_periods(
        before=int((used & window.before).sum()),
        after=int((used & window.after).sum()),
        season_length=plan.panel.season_length,
        trend=False,
        areas=plan.compares,
        outcome=series.outcome,
        area=series.area,
    )


def _part(line: Line, plan: _Plan, question: Question) -> Part:
    return _compared(line, plan, question) if plan.compares else _alone(line, plan, question)


def _effect(line: Line, plan: _Plan, question: Question) -> Estimate:
    """The estimate that carries the conclusion, as in the part."""
    confidence = plan.params.confidence
    if plan.compares:
        areas = _set_against(line, plan).areas
        return comparison_effect(areas, errors=plan.errors, question=question, confidence=confidence)
    window, _ = _windows(line.series, plan)
    if _of_totals(line.series, window, plan):
        return _alone(line, plan, question).estimates[0]
    segment = _segment(line.series, window, plan)
    return alone_effect(segment, model=error_model(plan.params.errors), confidence=confidence)


def _windows(series: SeriesData, plan: _Plan) -> tuple[Window, tuple[Note, ...]]:
    """The windows of one series."""
    return _window(times(series), series.preliminary, plan, named(series))


def _of_totals(series: SeriesData, window: Window, plan: _Plan) -> bool:
    """Whether two totals are compared, not the series: there are only two, or an interval of totals is asked for."""
    two = int(observed_periods(series, window).sum()) == 2 and plan.panel.kind == "count"
    return (two and plan.params.errors in ("default", "poisson")) or plan.params.interval != "default"


def _segment(series: SeriesData, window: Window, plan: _Plan) -> Segment:
    return plain_segment(
        series,
        window,
        kind=plan.panel.kind,
        season_length=plan.panel.season_length,
        first_after=plan.moment.first_after,
        events=plan.events,
    )


def _alone(line: Line, plan: _Plan, question: Question) -> Part:
    """One series without comparison areas: two totals, or the series itself."""
    params, panel, series = plan.params, plan.panel, line.series
    window, notes = _windows(series, plan)
    axis = axis_of(panel, plan.moment)
    if _of_totals(series, window, plan):
        part = totals_part(
            line,
            window,
            interval=plan.interval,
            confidence=params.confidence,
            axis=axis,
            season_length=panel.season_length,
        )
        told = () if params.interval == "default" else (e_tested(totals_of(series, window)),)
        return part.told(Note(code="errors.poisson"), *told, *notes, *_uneven(series, window, plan))
    model = error_model(params.errors)
    part = series_part(
        line,
        _segment(series, window, plan),
        model=model,
        confidence=params.confidence,
        axis=axis,
        smallest_change=question.smallest_change,
    )
    return part.told(Note(code=f"errors.{model.name}"), *notes)


def _uneven(series: SeriesData, window: Window, plan: _Plan) -> tuple[Note, ...]:
    """Totals know no season: said when leaving events out has made the sides uneven over the year."""
    used, time = observed_periods(series, window), times(series)
    kept = Window(before=used & window.before, after=used & window.after)
    even = balanced(kept, time=time, season_length=plan.panel.season_length)
    return () if even or not left_out(plan.events, time).any() else (Note(code="seasons_differ"),)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _SetAgainst:
    """The treated areas of one outcome with the comparison areas, as series and as groups."""

    areas: Compared
    series: tuple[SeriesData, ...]
    notes: tuple[Note, ...]


def _set_against(line: Line, plan: _Plan) -> _SetAgainst:
    panel = plan.panel
    series = (*line.parts, *panel.select(outcome=line.series.outcome, areas=plan.groups.comparison).series())
    axis, _, _, preliminary = stacked(series)
    window, notes = _window(times(axis), preliminary, plan, line.series.outcome)
    others = series[len(line.parts) :]
    areas = compared(line.parts, others, kind=panel.kind, season_length=panel.season_length, window=window)
    areas = replace(areas, events=plan.events)
    sides: dict[str, Value] = {
        "before": int((areas.used() & window.before).sum()),
        "after": int((areas.used() & window.after).sum()),
    }
    if not all(sides.values()):
        values = {"series": line.series.outcome, **sides, "needed_before": 1, "needed_after": 1}
        raise MethodError(Finding(code="method.too_few_periods", values=values))
    return _SetAgainst(areas=areas, series=series, notes=notes)


def _compared(line: Line, plan: _Plan, question: Question) -> Part:
    """The treated areas of one outcome against the comparison areas."""
    against = _set_against(line, plan)
    part = comparison_part(
        against.areas,
        against.series,
        errors=plan.errors,
        question=question,
        confidence=plan.params.confidence,
        axis=axis_of(plan.panel, plan.moment),
        first_after=plan.moment.first_after,
    )
    return part.told(*against.notes)
