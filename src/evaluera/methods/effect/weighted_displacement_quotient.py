"""Did the problem move to the neighbouring areas, or did the benefit spread there?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from pydantic import Field

from evaluera.data.panel import Panel
from evaluera.design.question import DesignClass, Question
from evaluera.methods.assembling import assembled
from evaluera.methods.choices import AreaNames
from evaluera.methods.displacement.joint import quotient_of
from evaluera.methods.displacement.options import DisplacementParams
from evaluera.methods.displacement.parts import DIRECT, MOVED, compared_part, errors_of, periods_of
from evaluera.methods.displacement.setting import Setting, Subject, read_setting, subject_of
from evaluera.methods.event_terms import event_notes, with_events
from evaluera.methods.method import Params
from evaluera.methods.part import Part, rows_of
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate

__all__ = ["WeightedDisplacementQuotient", "WeightedDisplacementQuotientParams"]


class WeightedDisplacementQuotientParams(DisplacementParams):
    """Options of the weighted displacement quotient."""

    displacement: AreaNames = Field(
        min_length=1,
        description="Neighbouring areas that crime may move to; they are never compared with.",
        examples=[["Berghem"]],
        json_schema_extra={"unit": "area names"},
    )


class WeightedDisplacementQuotient:
    """Did the problem move to the neighbouring areas, or did the benefit spread there?

    The change in the neighbouring areas (``displacement``) divided by that in the areas with the initiative, each
    against the comparison areas: WDQ = (B1/C1 - B0/C0) / (T1/C1 - T0/C0). Above 0 the benefit spread (1: as many events
    fewer there as in the areas themselves), below 0 the problem moved, below -1 by more than was gained. The conclusion
    is drawn from the direct effect, ``direct_ratio``; the quotient stands beside it with an interval from the two
    ratios and their correlation (40 000 draws with a fixed seed).

    Assumes that without the initiative all areas would have changed as the comparison areas did, and that crime moves
    to the neighbours given, and not to the comparison. When not to use: when it is not clear that anything changed
    where the initiative was. Then no quotient is given, and a note says so.

    References
    ----------
    Bowers and Johnson (2003), J Quant Criminol 19:275-301, equation 1.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> areas = {"centre": (2070, 1100), "near": (1780, 1570), "far": (3080, 3180)}
    >>> rows = [(area, i + 1, n) for area, counts in areas.items() for i, n in enumerate(counts)]
    >>> panel = evaluera.panel(pd.DataFrame(rows, columns=["area", "period", "value"]), area="area")
    >>> result = evaluera.estimate(
    ...     "weighted_displacement_quotient", panel, start=2, treated="centre", displacement="near", comparison="far"
    ... )
    >>> quotient = next(each for each in result.estimates if each.term == "weighted_displacement_quotient")
    >>> round(quotient.estimate, 3)
    0.258
    """

    name: ClassVar[str] = "weighted_displacement_quotient"
    Params: ClassVar[type[Params]] = WeightedDisplacementQuotientParams

    def check(self, panel: Panel, params: Any) -> tuple[Diagnostic, ...]:
        """How many periods there are in the windows; raises all findings about options and data at once."""
        setting = read_setting(panel, params)
        subjects = (subject_of(outcomes, setting) for outcomes in setting.outcomes)
        return tuple(periods_of(subject.direct()[0], params.variance) for subject in subjects)

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        """The quotient beside the direct effect and the effect in the neighbouring areas."""
        setting = read_setting(panel, params)
        parts = [_part(subject_of(outcomes, setting), setting, question) for outcomes in setting.outcomes]
        return assembled(
            parts,
            method=self.name,
            design=DesignClass.BEFORE_AFTER_COMPARISON,
            primary_term="direct_ratio",
            panel=panel,
            params=params,
            question=question,
            moment=with_events(setting.moment, setting.events, parts),
            notes=event_notes(setting.events),
        )


def _part(subject: Subject, setting: Setting, question: Question) -> Part:
    errors = errors_of(subject.direct()[0], setting.params.variance, question)
    parts = [
        compared_part(chosen, subject, setting, question=question, errors=errors, names=names)
        for chosen, names in ((subject.direct(), DIRECT), (subject.moved(), MOVED))
    ]
    own = {term for term, _ in (*DIRECT.values(), *MOVED.values())}
    shown = [[each for each in part.estimates if each.term in own] for part in parts]
    quotient = _quotient(subject, setting, errors, parts[0])
    return replace(
        parts[0],
        estimates=(*shown[0], *shown[1], *quotient),
        rows=rows_of(subject.series, subject.areas.time[subject.areas.window.inside]),
    ).told(Note(code="quotient" if quotient else "no_quotient"), *subject.notes)


def _quotient(subject: Subject, setting: Setting, errors: str, direct_part: Part) -> tuple[Estimate, ...]:
    """The quotient; none when the interval of the direct effect includes no change."""
    confidence = setting.params.confidence
    answer = quotient_of(subject, errors=errors, confidence=confidence)
    if answer is None:
        return ()
    first = next(each for each in direct_part.estimates if each.term == "direct_ratio")
    return (
        Estimate(
            outcome=first.outcome,
            area=first.area,
            term="weighted_displacement_quotient",
            estimand="quotient_of_changes",
            scale="identity",
            estimate=answer.estimate,
            std_error=answer.std_error,
            low=answer.low,
            high=answer.high,
            confidence=confidence,
            p_value=None,
            df=None,
            unit="quotient",
            n=first.n,
        ),
    )
