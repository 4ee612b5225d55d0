"""What lowers the certainty of a conclusion below its ceiling, one step for each reason, and what raises it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.series import Series
from evaluera.design.event import Event
from evaluera.design.question import DesignClass, Question
from evaluera.results.diagnostic import Verdict

__all__ = ["SENSITIVITY", "UNCONTROLLED", "Step", "steps_down"]

PERIODS_A_YEAR = {12: 12, 4: 4, 52: 52, 1: 1}
SENSITIVITY = ("sensitivity", "selection_sensitivity", "reasonable_choices", "change_of_window", "leave_one_out")
PLACEBO = ("placebo_outcome", "placebo_area")
NOISE = {
    "dispersion": "dispersion",
    "variation_between_years": "dispersion",
    "autocorrelation": "autocorrelation",
    "seasonal_autocorrelation": "season",
}
UNCONTROLLED = frozenset(
    {
        DesignClass.UNDECLARED,
        DesignClass.ONLY_AFTER,
        DesignClass.BEFORE_AFTER,
        DesignClass.INTERRUPTED_TIME_SERIES,
    }
)
CHOSEN_FOR_LEVEL = frozenset({"high_level", "rising_trend"})

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One reason and how many levels it moved the certainty (0: told, but it moves nothing).

    ``code`` is a message key below ``conclusion.step``; ``values`` fill its placeholders.
    """

    code: str
    change: int
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


def steps_down(
    *, design: DesignClass, series: Series, question: Question, level: Certainty, events: Sequence[Event] = ()
) -> tuple[Step, ...]:
    """Every reason that lowers the certainty from ``level``, in a fixed order; then what raises it, the caps last.

    Reasons: less than a year before or after; areas chosen for a high or rising level without comparison;
    overdispersion or autocorrelation not handled; a sensitivity analysis that turns the answer (other choices, other
    windows, one period left out: one step however many of them); as strong an answer at many made-up starts; a change
    where there should be none; a change before the start; a change that is gone when regression to the mean is allowed
    for (unless a step for the selection is taken already); implementation unknown;
    outcome measured for another kind of area; ``events`` that changed reporting or recording and are not modelled (one
    step however many they are); main outcome chosen after the data were seen (told without a step when
    nobody has said). One step up, at most once and never above ``level``: an independent source of the records agrees,
    or a clear dose-response (``question.support``; told without a step where nothing was lowered). Caps: areas chosen
    for a rising trend reach low at most, two totals very low.

    Examples
    --------
    >>> import evaluera
    >>> from evaluera.conclusion.series import series_of
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> steps = steps_down(
    ...     design=result.design, series=series_of(result), question=result.question, level=Certainty.LOW
    ... )
    >>> [(step.code, step.change) for step in steps]
    [('implementation_unknown', -1), ('beforehand_not_stated', 0)]
    """
    taken = (
        *_short_window(series),
        *_selected(design, question),
        *_unhandled_noise(series),
        *_sensitive(series),
        *_failed_trials(series, selected=bool(_selected(design, question))),
        *_implementation(question),
        *_area_level(question),
        *_not_modelled(events),
        *_chosen_afterwards(question),
    )
    taken = (*taken, *_raised(question, lowered=sum(step.change for step in taken)))
    for code, cap in _caps(series, question):
        now = level.moved(sum(step.change for step in taken))
        if now.rank > cap.rank:
            taken = (*taken, Step(code=code, change=cap.rank - now.rank))
    return taken


def _short_window(series: Series) -> tuple[Step, ...]:
    evidence = series.evidence
    if evidence is None:
        return (Step(code="evidence_unknown", change=-1),)
    shortest = min(evidence.periods_before, evidence.periods_after)
    year = PERIODS_A_YEAR.get(evidence.season_length or 0)
    if year is None or shortest >= year:
        return ()
    return (Step(code="short_window", change=-1, values={"periods": shortest, "season": year}),)


def _selected(design: DesignClass, question: Question) -> tuple[Step, ...]:
    chosen = question.selection_reason in CHOSEN_FOR_LEVEL and design in UNCONTROLLED
    return (Step(code="selected_without_comparison", change=-1),) if chosen else ()


def _unhandled_noise(series: Series) -> tuple[Step, ...]:
    """One step for overdispersion or autocorrelation that the interval does not allow for, and one for several."""
    failed = [what for name, what in NOISE.items() if series.verdict(name) is Verdict.FAILS]
    if not failed:
        return ()
    return (Step(code=f"{failed[0] if len(failed) == 1 else 'noise'}_not_handled", change=-1),)


def _sensitive(series: Series) -> tuple[Step, ...]:
    turned = series.verdict(*SENSITIVITY) is Verdict.FAILS
    return (Step(code="sensitive", change=-1),) if turned else ()


def _failed_trials(series: Series, *, selected: bool) -> tuple[Step, ...]:
    """One step for each trial that the answer did not stand; only FAILS counts, a doubt moves nothing."""
    trials = {"placebo_in_time": ("placebo_in_time",), "placebo_changed": PLACEBO, "anticipation": ("anticipation",)}
    if not selected:
        trials["regression_to_mean"] = ("regression_to_mean",)
    failed = (code for code, names in trials.items() if series.verdict(*names) is Verdict.FAILS)
    return tuple(Step(code=code, change=-1) for code in failed)


def _implementation(question: Question) -> tuple[Step, ...]:
    return (Step(code="implementation_unknown", change=-1),) if question.implementation == "unknown" else ()


def _area_level(question: Question) -> tuple[Step, ...]:
    outcome, intervention = question.outcome_area_level, question.intervention_area_level
    if outcome is None or intervention is None or outcome == intervention:
        return ()
    values = {"outcome_level": outcome, "intervention_level": intervention}
    return (Step(code="area_level_differs", change=-1, values=values),)


def _not_modelled(events: Sequence[Event]) -> tuple[Step, ...]:
    if not events:
        return ()
    return (Step(code="event_not_modelled", change=-1, values={"name": ", ".join(each.name for each in events)}),)


def _chosen_afterwards(question: Question) -> tuple[Step, ...]:
    if question.decided_beforehand is None:
        return (Step(code="beforehand_not_stated", change=0),)
    return () if question.decided_beforehand else (Step(code="chosen_afterwards", change=-1),)


def _raised(question: Question, *, lowered: int) -> tuple[Step, ...]:
    """Each support is told; the first moves the certainty one step up when something lowered it."""
    return tuple(Step(code=code, change=int(place == 0 and lowered < 0)) for place, code in enumerate(question.support))


def _caps(series: Series, question: Question) -> tuple[tuple[str, Certainty], ...]:
    caps: list[tuple[str, Certainty]] = []
    if question.selection_reason == "rising_trend":
        caps.append(("rising_trend_cap", Certainty.LOW))
    if series.two_totals:
        caps.append(("two_totals_cap", Certainty.VERY_LOW))
    return tuple(caps)
