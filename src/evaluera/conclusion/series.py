"""The one series that a conclusion is about, with the evidence and checks that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from evaluera.errors import Finding, MethodError
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic, Verdict
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence

__all__ = ["Series", "primary_estimates", "series_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The primary estimate with what it rests on; ``evidence`` is None when the method gave none for it."""

    estimate: Estimate
    evidence: Evidence | None
    course: Course | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def two_totals(self) -> bool:
        """Whether one period before is compared with one after."""
        e = self.evidence
        return e is not None and e.unit == "series" and e.periods_before + e.periods_after <= 2

    def verdict(self, *names: str) -> Verdict | None:
        """The worst verdict of the checks with these names; None when none of them was made."""
        order = [Verdict.FAILS, Verdict.DOUBTFUL, Verdict.NOT_APPLICABLE, Verdict.HOLDS]
        found = [each.verdict for each in self.diagnostics if each.name in names]
        return min(found, key=order.index, default=None)


def primary_estimates(result: EffectResult) -> tuple[Estimate, ...]:
    """One estimate of the primary term for each series; where an outcome has one over all areas, it stands for them.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> [each.area for each in primary_estimates(result)]
    ['']
    """
    primary = result.primary()
    pooled = {each.outcome for each in primary if not each.area}
    return tuple(each for each in primary if not each.area or each.outcome not in pooled)


def series_of(result: EffectResult) -> Series:
    """The primary series of a result that holds one.

    Raises
    ------
    MethodError
        ``method.several_outcomes`` or ``method.several_areas`` when there are more (choose one with ``result.select``),
        ``method.no_primary_estimate`` when there is none.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> series_of(result).estimate.term
    'rate_ratio'
    """
    primary = primary_estimates(result)
    if not primary:
        raise MethodError(Finding(code="method.no_primary_estimate", values={"term": result.primary_term}))
    if len(primary) > 1:
        outcomes = ", ".join(dict.fromkeys(each.outcome for each in primary))
        areas = ", ".join(dict.fromkeys(each.area for each in primary if each.area))
        code = "method.several_areas" if areas else "method.several_outcomes"
        raise MethodError(Finding(code=code, values={"outcomes": outcomes, "areas": areas}))
    estimate = primary[0]
    return Series(
        estimate=estimate,
        evidence=next((each for each in result.evidence if _about(each, estimate)), None),
        course=next((each for each in result.courses if _about(each, estimate)), None),
        diagnostics=tuple(each for each in result.diagnostics if _about(each, estimate)),
    )


def _about(part: Evidence | Course | Diagnostic, estimate: Estimate) -> bool:
    """Whether a part concerns the estimate's outcome and area; "" on either side means all."""
    outcome = part.outcome in ("", estimate.outcome)
    return outcome and (part.area in ("", estimate.area) or estimate.area == "")
