"""An answer under trial: one series of a result, with the method that gave it and the data to ask it again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable

from evaluera.data.calendar import parse_period
from evaluera.data.panel import Panel, Period
from evaluera.design.question import Question
from evaluera.errors import DataError, MethodError, ParameterError
from evaluera.methods.method import Method
from evaluera.methods.moment import ordinal
from evaluera.methods.options import validate
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic, Verdict
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence

__all__ = ["QuickMethod", "Trial", "p_value_of", "side_of", "sign_of", "strength_of", "trials_of"]

_NO_LIMITS: Mapping[str, Any] = {"before": None, "after": None}
"""Options that limit the windows; a trial cuts the panel instead, which works for any method."""


@runtime_checkable
class QuickMethod(Protocol):
    """A method that can also give its main estimates alone, without courses and checks: what a trial needs."""

    def effects(self, panel: Panel, params: Any, question: Question) -> tuple[Estimate, ...]:
        """The estimates of the primary term, as in the result of ``estimate``."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trial:
    """One series of a result, and everything that is needed to ask its method again.

    Attributes
    ----------
    method, params, question
        Who answered, with which options, to which question.
    whole
        All data, other outcomes and areas too.
    panel
        The data of this series alone: what the method is asked about again.
    result
        The answer, this series only.
    estimate
        Its primary estimate.
    """

    method: Method
    params: Any
    question: Question
    whole: Panel
    panel: Panel
    result: EffectResult
    estimate: Estimate

    @property
    def evidence(self) -> Evidence | None:
        """How much data stand behind the estimate, if the method says so."""
        own = (self.estimate.outcome, self.estimate.area)
        return next((each for each in self.result.evidence if (each.outcome, each.area) == own), None)

    @property
    def course(self) -> Course | None:
        """The course of this series, if the method gives one."""
        own = (self.estimate.outcome, self.estimate.area)
        return next((each for each in self.result.courses if (each.outcome, each.area) == own), None)

    def option(self, name: str) -> Any:
        """The value of an option of the method; None when it has no such option."""
        return getattr(self.params, name, None)

    def has_option(self, name: str) -> bool:
        """Whether the method has this option."""
        return name in self.method.Params.model_fields

    def period(self, label: str) -> Period:
        """The period that a label means in these data."""
        return parse_period(label, frequency=self.panel.frequency, calendar=self.panel.calendar)

    def before(self) -> tuple[Period, ...]:
        """All periods before the start (and before a transition), in time order."""
        timing = self.result.timing
        labels = (timing.start, *(timing.transition or ()))
        first = min(ordinal(self.period(label)) for label in labels)
        return tuple(each for each in self.panel.periods if ordinal(each) < first)

    def after(self) -> tuple[Period, ...]:
        """All periods from the start on (after a transition), preliminary ones only where the method used them."""
        timing = self.result.timing
        first = ordinal(self.period(timing.start))
        if timing.transition is not None:
            first = max(first, ordinal(self.period(timing.transition[1])) + 1)
        rows = self.panel.rows
        preliminary = set(rows.loc[rows["preliminary"].to_numpy(dtype=bool), "period"].tolist())
        left_out = set() if self.option("include_preliminary") else preliminary
        return tuple(each for each in self.panel.periods if ordinal(each) >= first and each not in left_out)

    def used(self) -> tuple[int, int]:
        """How many periods the answer rests on before and after the start."""
        evidence = self.evidence
        if evidence is None:
            return len(self.before()), len(self.after())
        return evidence.periods_before, evidence.periods_after

    def cut(self, first: Period, last: Period) -> Panel:
        """The data of this series from one period to another, both included."""
        rows = self.panel.rows
        inside = [each for each in self.panel.periods if ordinal(first) <= ordinal(each) <= ordinal(last)]
        return replace(self.panel, rows=rows[rows["period"].isin(inside)].reset_index(drop=True))

    def refit(self, panel: Panel | None = None, **changes: Any) -> Estimate | None:
        """Ask the method again about other data or with other options; None where it cannot answer."""
        try:
            params = validate(self.method.Params, {**self.params.model_dump(), **changes})
            found = _primary(self.method, self.panel if panel is None else panel, params, self.question)
        except (DataError, MethodError, ParameterError):
            return None
        usable = [each for each in found if math.isfinite(each.std_error) and each.std_error > 0.0]
        return usable[0] if len(found) == len(usable) == 1 else None

    def within(self, first: Period, last: Period, **changes: Any) -> Estimate | None:
        """Ask the method again about the periods from one to another; its own limits of the windows are lifted."""
        lifted = {name: value for name, value in _NO_LIMITS.items() if self.has_option(name)}
        return self.refit(self.cut(first, last), **{**lifted, **changes})

    def said(
        self,
        check: str,
        verdict: Verdict,
        *,
        reason: str,
        value: float | None = None,
        values: Mapping[str, str | int | float] | None = None,
    ) -> Diagnostic:
        """What a check says of this series; null and reason are the message keys ``diagnostic.<check>.<...>``."""
        return Diagnostic(
            name=check,
            verdict=verdict,
            value=value,
            null=f"diagnostic.{check}.null",
            reason=f"diagnostic.{check}.{reason}",
            values={} if values is None else values,
            outcome=self.estimate.outcome,
            area=self.estimate.area,
        )


def trials_of(result: EffectResult, panel: Panel, *, method: Method) -> tuple[Trial, ...]:
    """One trial for each series of a result (where an outcome has one estimate over all areas, it stands for them).

    Raises
    ------
    ParameterError
        The options of the result are not those of the method.
    """
    params = validate(method.Params, result.options)
    primary = result.primary()
    pooled = {each.outcome for each in primary if not each.area}
    own = [each for each in primary if not each.area or each.outcome not in pooled]
    return tuple(
        Trial(
            method=method,
            params=params,
            question=result.question,
            whole=panel,
            panel=_narrow(panel, each, params),
            result=result.select(outcome=each.outcome, area=each.area),
            estimate=each,
        )
        for each in own
    )


def _narrow(panel: Panel, estimate: Estimate, params: Any) -> Panel:
    """The rows that the method needs for this series: its outcome, and its area unless areas are chosen by options."""
    own = panel
    if estimate.outcome in panel.outcomes:
        own = panel.select(outcome=(estimate.outcome, *params.other_outcomes))
    alone = estimate.area in own.areas and not getattr(params, "treated", ())
    return own.select(areas=(estimate.area,)) if alone else own


def _primary(method: Method, panel: Panel, params: Any, question: Question) -> tuple[Estimate, ...]:
    if isinstance(method, QuickMethod):
        return method.effects(panel, params, question)
    return method.estimate(panel, params, question).primary()


def strength_of(estimate: Estimate) -> float:
    """How far the estimate lies from no change, in its own standard errors (without sign)."""
    effect = math.log(estimate.estimate) if estimate.scale == "log" else estimate.estimate
    return abs(effect) / estimate.std_error


def side_of(estimate: Estimate) -> int:
    """-1 when the whole interval lies below no change, 1 above it, 0 when it includes it."""
    none = 1.0 if estimate.scale == "log" else 0.0
    return int(estimate.low > none) - int(estimate.high < none)


def sign_of(estimate: Estimate) -> int:
    """-1 for less, 1 for more, 0 for exactly no change."""
    none = 1.0 if estimate.scale == "log" else 0.0
    return int(estimate.estimate > none) - int(estimate.estimate < none)


def p_value_of(estimate: Estimate) -> float:
    """The p-value of the estimate; by the normal distribution where the method gives none."""
    if estimate.p_value is not None:
        return estimate.p_value
    return math.erfc(strength_of(estimate) / math.sqrt(2.0))
