"""The weighted displacement difference as it was published, from the totals of the groups of areas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluera.methods.displacement.options import GROUPS, PublishedParams
from evaluera.methods.displacement.setting import Subject
from evaluera.numerics.displacement import DisplacementDifference, displacement_difference, harm_weighted
from evaluera.results.estimate import Estimate

__all__ = ["published_estimates"]

_TERMS = (
    ("weighted_displacement_difference", GROUPS),
    ("direct_effect", ("treated", "comparison")),
    ("displacement_effect", ("displacement", "displacement_comparison")),
)


def published_estimates(subject: Subject, params: PublishedParams, *, area: str) -> tuple[Estimate, ...]:
    """The difference in all, and with neighbouring areas also that of each part.

    Without ``time_weights`` the counts before are brought to as many periods as there are after.
    """
    terms = _TERMS if subject.displaced else _TERMS[:1]
    n = int(_used(subject).sum())
    return tuple(
        _estimate(_answer(subject, params, groups), term=term, subject=subject, params=params, n=n, area=area)
        for term, groups in terms
    )


def _used(subject: Subject) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return subject.areas.used()


def _answer(subject: Subject, params: PublishedParams, groups: Sequence[str]) -> DisplacementDifference:
    """One kind of event after the other, weighted by harm."""
    used = _used(subject)
    sides = [used & side for side in (subject.areas.window.before, subject.areas.window.after)]
    time = params.time_weights or (float(sides[0].sum()) / float(sides[1].sum()), 1.0)
    answers = []
    for areas in subject.plain.values():
        totals = [
            [
                float(areas.value[[each == group and group in groups for each in subject.group]][:, side].sum())
                for group in GROUPS
            ]
            for side in sides
        ]
        answers.append(
            displacement_difference(
                before=totals[0], after=totals[1], area_weights=params.area_weights.values(), time_weights=time
            )
        )
    return harm_weighted(answers, [float(params.harm.get(outcome, 1.0)) for outcome in subject.plain])


def _estimate(
    answer: DisplacementDifference, *, term: str, subject: Subject, params: PublishedParams, n: int, area: str
) -> Estimate:
    low, high = answer.interval(params.confidence)
    return Estimate(
        outcome=subject.areas.outcome,
        area=area,
        term=term,
        estimand="change_in_events_against_comparison",
        scale="identity",
        estimate=answer.estimate,
        std_error=answer.std_error,
        low=low,
        high=high,
        confidence=params.confidence,
        p_value=answer.p_value,
        df=None,
        unit="events",
        n=n,
    )
