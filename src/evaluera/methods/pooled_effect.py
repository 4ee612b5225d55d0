"""Several areas or years as one answer: what the initiative did on average, and what a new area can expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evaluera.errors import Finding, MethodError, Value
from evaluera.methods.checks.agreement_of_areas import agreement_of_areas
from evaluera.methods.merging import merged
from evaluera.methods.pooled_answers import Between, pooled_answers
from evaluera.methods.shared_noise import shared_covariance, shared_noise
from evaluera.numerics.contrast import Contrasts
from evaluera.numerics.meta_analysis import heterogeneity
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence

__all__ = ["Between", "pool"]

_FEWEST = 2


def pool(result: EffectResult | Sequence[EffectResult], *, between: Between = "integrated") -> EffectResult:
    """What did the initiative do on average over several areas or years, and what can a new area expect?

    Parameters
    ----------
    result
        A result with the same ratio for several areas, such as an interrupted time series of counts without
        ``treated``; or several results with one series each (the same initiative in several years or studies).
    between
        How the variance between areas is found: ``integrated`` (every size of it, weighted by what the figures say of
        it), or ``reml`` and ``paule_mandel`` with the Hartung-Knapp interval, t(k - 1).

    Returns
    -------
    EffectResult
        Primary term ``pooled_effect`` (area ""), a ratio; ``prediction_interval``, the ratio that a new area can be
        expected to have; and the areas' own estimates. Reports, figures, tables and sentences work as for any result.

    Raises
    ------
    MethodError
        Fewer than two areas with an estimate; or estimates that are no ratios (differences between places at different
        levels have no common size: use counts with an exposure).

    Notes
    -----
    Random effects on the log scale. Areas that are hit by the same events at the same time are no independent
    witnesses: what their residuals have in common (a mean correlation, not below 0) is a variance that all of them
    have, and so built into the covariance of the estimates. Measured for 3-20 areas and a standard deviation between
    areas of 0-0.3: ``integrated`` covers 94-100 % for the mean and 94-100 % for a new area, Hartung-Knapp 94 % and 85 %
    in the worst case. 4-16 areas of 10-100 events a month that share autocorrelated noise (sd 0.1-0.2) and no change:
    94-100 %; without the shared part 53 % in the worst case. See the page on calibration.

    Assumes that the areas were not picked by their result, and that each area's interval holds. When not to use: areas
    that share one series, or two or three areas that differ (the interval then says that little is known).

    References
    ----------
    Higgins, Thompson and Spiegelhalter (2009), J R Stat Soc A 172:137, on the prediction interval. IntHout, Ioannidis
    and Borm (2014), BMC Med Res Methodol 14:25, on Hartung-Knapp.

    Examples
    --------
    >>> import evaluera, numpy as np, pandas as pd
    >>> months = pd.period_range("2018-01", periods=48, freq="M")
    >>> noise = np.random.default_rng(1).poisson(30, (4, 48)) * np.where(np.arange(48) < 24, 1.0, 0.7)
    >>> frame = pd.concat(
    ...     pd.DataFrame({"area": area, "month": months, "count": count.round()})
    ...     for area, count in zip("abcd", noise, strict=True)
    ... )
    >>> panel = evaluera.panel(frame, period="month", value="count", area="area")
    >>> one_by_one = evaluera.estimate("interrupted_time_series", panel, start="2020-01")
    >>> evaluera.pool(one_by_one).primary()[0].term
    'pooled_effect'
    """
    several = result if isinstance(result, EffectResult) else merged(result)
    outcomes = tuple(dict.fromkeys(each.outcome for each in several.primary()))
    parts = [_pooled(several, outcome, between) for outcome in outcomes]
    if not parts:
        raise MethodError(Finding(code="method.no_primary_estimate", values={"term": several.primary_term}))
    return replace(
        several,
        method="pooled_effect",
        primary_term="pooled_effect",
        estimates=tuple(estimate for part in parts for estimate in (*part.own, *part.pooled)),
        diagnostics=(*(part.agreement for part in parts), *several.diagnostics),
        evidence=(*(part.evidence for part in parts), *several.evidence),
        notes=(*(part.note for part in parts), *several.notes),
        options={**several.options, "between": between, "pooled_term": several.primary_term},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What is found for one outcome."""

    own: tuple[Estimate, ...]
    pooled: tuple[Estimate, Estimate]
    agreement: Diagnostic
    evidence: Evidence
    note: Note


def _pooled(result: EffectResult, outcome: str, between: Between) -> _Part:
    own = tuple(each for each in result.primary() if each.outcome == outcome)
    used = _usable(own, outcome)
    y = np.log([each.estimate for each in used])
    error = np.array([each.std_error for each in used])
    correlation = shared_noise(result, used)
    covariance = shared_covariance(error, correlation)
    mean, new, df = pooled_answers(y, covariance, between=between, confidence=used[0].confidence)
    return _Part(
        own=own,
        pooled=(
            _estimate(mean, used, df, term="pooled_effect", estimand="mean_over_areas", tested=True),
            _estimate(new, used, df, term="prediction_interval", estimand="effect_in_a_new_area", tested=False),
        ),
        agreement=agreement_of_areas(
            heterogeneity(estimate=y, covariance=covariance), areas=len(used), outcome=outcome
        ),
        evidence=_evidence(result, used),
        note=Note(
            code=f"pooled.{between}",
            values={"areas": len(used), "left_out": len(own) - len(used), "correlation": correlation},
        ),
    )


def _usable(own: Sequence[Estimate], outcome: str) -> tuple[Estimate, ...]:
    if any(each.scale != "log" for each in own):
        raise MethodError(Finding(code="method.pool_needs_ratios", values={"series": outcome}))
    used = tuple(
        each for each in own if each.estimate > 0 and np.isfinite(np.log(each.estimate)) and 0 < each.std_error < np.inf
    )
    if len(used) < _FEWEST:
        values: dict[str, Value] = {"series": outcome, "found": len(used), "needed": _FEWEST}
        raise MethodError(Finding(code="method.too_few_to_pool", values=values))
    return used


def _estimate(
    answer: Contrasts, used: Sequence[Estimate], df: float | None, *, term: str, estimand: str, tested: bool
) -> Estimate:
    first = used[0]
    return Estimate(
        outcome=first.outcome,
        area="",
        term=term,
        estimand=estimand,
        scale="log",
        estimate=float(np.exp(answer.estimate[0])),
        std_error=float(answer.std_error[0]),
        low=float(np.exp(answer.low[0])),
        high=float(np.exp(answer.high[0])),
        confidence=first.confidence,
        p_value=float(answer.p_value[0]) if tested else None,
        df=df,
        unit="ratio",
        n=sum(each.n for each in used),
    )


def _evidence(result: EffectResult, used: Sequence[Estimate]) -> Evidence:
    """The shortest series says how many periods there are; the expected events of all areas are counted together."""
    names = {each.area for each in used}
    behind = [each for each in result.evidence if each.outcome == used[0].outcome and each.area in names]
    expected = [each.expected for each in behind if each.expected is not None]
    return Evidence(
        outcome=used[0].outcome,
        area="",
        unit="series",
        periods_before=min(each.periods_before for each in behind),
        periods_after=min(each.periods_after for each in behind),
        season_length=behind[0].season_length,
        treated_areas=sum(each.treated_areas for each in behind),
        comparison_areas=max(each.comparison_areas for each in behind),
        expected=sum(expected) if len(expected) == len(behind) else None,
    )
