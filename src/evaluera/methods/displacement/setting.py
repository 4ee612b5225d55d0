"""The options of a method about displacement, read against one panel: outcomes, windows and groups of areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evaluera.data.panel import Panel, SeriesData
from evaluera.errors import Finding, MethodError, Place
from evaluera.methods.areas import joint_name, twice, unknown_areas
from evaluera.methods.changes.choosing import GIVEN_THE_PAST, areas_are_the_evidence
from evaluera.methods.changes.compared import Compared, compared
from evaluera.methods.displacement.harm import harm_weighted_areas
from evaluera.methods.displacement.options import GROUPS, DisplacementParams
from evaluera.methods.joining import stacked, times
from evaluera.methods.known_events import Known, refused_terms, resolve_events
from evaluera.methods.moment import Moment, resolve_moment
from evaluera.methods.refusal import refuse
from evaluera.methods.season_window import season_window
from evaluera.methods.segmented.segment import refused
from evaluera.methods.unknown_outcome import unknown_outcome
from evaluera.results.diagnostic import Note

__all__ = ["Setting", "Subject", "read_setting", "subject_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """The options, read: areas by group; ``outcomes`` is one tuple of outcomes for each answer."""

    panel: Panel
    params: DisplacementParams
    moment: Moment
    groups: Mapping[str, tuple[str, ...]]
    outcomes: tuple[tuple[str, ...], ...]
    events: tuple[Known, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """One outcome (or several, weighted by harm) in all areas of all groups.

    ``areas`` holds them in the order of the groups, ``group`` (N) says which each belongs to. One count of ``areas``
    stands for ``unit`` events. ``plain`` are the same areas for each outcome by itself, unweighted.
    """

    areas: Compared
    series: tuple[SeriesData, ...]
    group: tuple[str, ...]
    unit: float
    plain: Mapping[str, Compared]
    notes: tuple[Note, ...]

    def versus(self, treated: Sequence[str], comparison: Sequence[str]) -> tuple[Compared, tuple[SeriesData, ...]]:
        """Some groups taken as treated, against others, with their series."""
        rows = [i for i, group in enumerate(self.group) if group in (*treated, *comparison)]
        first = np.array([self.group[i] in treated for i in rows])
        order = [rows[i] for i in np.argsort(~first, kind="stable")]
        names = tuple(self.areas.names[i] for i in order)
        count = int(first.sum())
        areas = replace(
            self.areas,
            area=joint_name(names[:count]),
            names=names,
            value=self.areas.value[order],
            exposure=self.areas.exposure[order],
            treated=np.arange(len(order)) < count,
            neighbours=np.array([self.group[i] == "displacement" for i in order]),
        )
        return areas, tuple(self.series[i] for i in order)

    @property
    def displaced(self) -> bool:
        """Whether there are areas that crime may move to."""
        return "displacement" in self.group

    @property
    def other_comparison(self) -> str:
        """The group that these areas are compared with."""
        return "displacement_comparison" if "displacement_comparison" in self.group else "comparison"

    def direct(self) -> tuple[Compared, tuple[SeriesData, ...]]:
        """The areas with the initiative against their comparison."""
        return self.versus(["treated"], ["comparison"])

    def moved(self) -> tuple[Compared, tuple[SeriesData, ...]]:
        """The neighbouring areas against theirs."""
        return self.versus(["displacement"], [self.other_comparison])

    def net(self) -> tuple[Compared, tuple[SeriesData, ...]]:
        """Both together against everything that is compared with."""
        return self.versus(["treated", "displacement"], ["comparison", "displacement_comparison"])


def read_setting(panel: Panel, params: DisplacementParams) -> Setting:
    """Read the options; everything that is wrong is raised at once."""
    moment, findings = resolve_moment(panel, start=params.start, transition=params.transition)
    groups = _groups(panel, params)
    wrong = [*findings, *twice(groups)]
    for name in GROUPS:
        wrong += unknown_areas(groups[name], panel.areas, name)
    if params.comparison == "rest" and not groups["comparison"]:
        wrong.append(Finding(code="parameter.no_area_left", place=Place(parameter="comparison")))
    if params.displacement_comparison and not params.displacement:
        place = Place(parameter="displacement_comparison")
        wrong.append(Finding(code="parameter.own_comparison_without_displacement", place=place))
    if panel.kind != "count":
        wrong.append(Finding(code="method.needs_counts", values={"kind": panel.kind}))
    events, wrong_events = resolve_events(panel, params.events)
    refuse([*wrong, *_unknown_harm(panel, params), *wrong_events, *_without_terms(events, params, groups)])
    assert moment is not None
    outcomes = (tuple(params.harm),) if params.harm else tuple((outcome,) for outcome in panel.outcomes)
    return Setting(panel=panel, params=params, moment=moment, groups=groups, outcomes=outcomes, events=events)


def _without_terms(
    events: tuple[Known, ...], params: DisplacementParams, groups: Mapping[str, tuple[str, ...]]
) -> tuple[Finding, ...]:
    """Events that ask for a term where totals are compared, or one change for each area."""
    if params.variance == "poisson":
        return refused_terms(events, "event_in_totals")
    size = {name: len(areas) for name, areas in groups.items()}
    against = [
        (size["treated"], size["comparison"]),
        (size["displacement"], size["displacement_comparison"] or size["comparison"]),
        (size["treated"] + size["displacement"], size["comparison"] + size["displacement_comparison"]),
    ]
    many = any(treated and areas_are_the_evidence(treated=treated, comparison=others) for treated, others in against)
    if params.variance in ("random_effects", *GIVEN_THE_PAST) or (params.variance == "default" and many):
        return refused_terms(events, "event_between_areas")
    return ()


def _groups(panel: Panel, params: DisplacementParams) -> dict[str, tuple[str, ...]]:
    named = {name: getattr(params, name) for name in GROUPS}
    taken = {area for name, areas in named.items() if name != "comparison" for area in areas}
    if params.comparison == "rest":
        named["comparison"] = tuple(area for area in panel.areas if area not in taken)
    return {name: tuple(sorted(set(areas))) for name, areas in named.items()}


def _unknown_harm(panel: Panel, params: DisplacementParams) -> list[Finding]:
    unknown = (name for name in params.harm if name not in panel.outcomes)
    return [unknown_outcome(name, panel.outcomes, place=Place(parameter=f"harm.{name}")) for name in unknown]


def subject_of(outcomes: tuple[str, ...], setting: Setting) -> Subject:
    """The areas of one answer, with their windows; raises MethodError when a side has no periods."""
    panel, params = setting.panel, setting.params
    group = tuple(name for name in GROUPS for _ in setting.groups[name])
    order = [area for name in GROUPS for area in setting.groups[name]]
    by_outcome = {each: _areas_in_order(panel, each, order) for each in outcomes}
    axis, _, _, preliminary = stacked([series for each in by_outcome.values() for series in each])
    name = " + ".join(outcomes)
    window, notes = season_window(
        times(axis),
        preliminary,
        params=params,
        same_season=params.same_season,
        moment=setting.moment,
        season_length=panel.season_length,
        series=name,
        events=setting.events,
    )
    weights = tuple(float(params.harm.get(each, 1.0)) for each in outcomes)
    series, unit = harm_weighted_areas(list(by_outcome.values()), weights, outcome=name)
    together = compared(series, (), kind="count", season_length=panel.season_length, window=window)
    subject = Subject(
        areas=replace(together, events=setting.events),
        series=tuple(series),
        group=group,
        unit=unit,
        plain={
            each: compared(found, (), kind="count", season_length=panel.season_length, window=window)
            for each, found in by_outcome.items()
        },
        notes=(*notes, *_told(outcomes, weights)),
    )
    sides = [int((subject.areas.used() & side).sum()) for side in (window.before, window.after)]
    if min(sides) == 0:
        values = {"before": sides[0], "after": sides[1], "needed_before": 1, "needed_after": 1}
        raise refused(replace(series[0], area=""), "too_few_periods", values)
    return subject


def _areas_in_order(panel: Panel, outcome: str, order: Sequence[str]) -> list[SeriesData]:
    found = {series.area: series for series in panel.select(outcome=outcome, areas=order).series()}
    if absent := [area for area in order if area not in found]:
        values = {"outcome": outcome, "areas": ", ".join(absent)}
        raise MethodError(Finding(code="method.areas_without_outcome", values=values))
    return [found[area] for area in order]


def _told(outcomes: tuple[str, ...], weights: tuple[float, ...]) -> tuple[Note, ...]:
    if len(outcomes) == 1 and weights == (1.0,):
        return ()
    said = ", ".join(f"{name} {weight:g}" for name, weight in zip(outcomes, weights, strict=True))
    return (Note(code="harm_weighted", values={"weights": said}),)
