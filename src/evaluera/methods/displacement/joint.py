"""The change in the areas with the initiative and the change in their neighbours, estimated together."""

from __future__ import annotations

import numpy as np

from evaluera.methods.changes.against_comparison import change_between
from evaluera.methods.changes.change import Change
from evaluera.methods.changes.compared import Compared
from evaluera.methods.displacement.setting import Subject
from evaluera.numerics.arrays import Floats
from evaluera.numerics.displacement_quotient import LogRatio, Quotient, displacement_quotient
from evaluera.numerics.student import two_sided_quantile

__all__ = ["quotient_of"]

_HALF = 0.5
_MOST = 0.95


def quotient_of(subject: Subject, *, errors: str, confidence: float) -> Quotient | None:
    """The quotient of the two changes; None when the interval of the direct effect includes no change.

    That of the areas one by one and that of all events together must both leave it out.
    """
    direct, moved = (
        change_between(chosen[0], errors, confidence=confidence) for chosen in (subject.direct(), subject.moved())
    )
    if any(float(each.low[0]) <= 0.0 <= float(each.high[0]) for each in (direct.answer, direct.sum)):
        return None
    return displacement_quotient(
        direct=_log_ratio(direct, confidence=confidence),
        moved=_log_ratio(moved, confidence=confidence),
        correlation=_correlation(subject, direct, moved),
        size=_size_of_neighbours(subject),
        confidence=confidence,
    )


def _log_ratio(change: Change, *, confidence: float) -> LogRatio:
    """The log ratio of all events together, with the scale that gives its interval back."""
    answer = change.sum
    half = 0.5 * float((answer.high - answer.low)[0])
    scale = half / two_sided_quantile(confidence=confidence, df=change.df)
    return LogRatio(estimate=float(answer.estimate[0]), scale=scale, df=change.df)


def _correlation(subject: Subject, direct: Change, moved: Change) -> float:
    """How the two estimates hang together because they share a comparison.

    Series: the correlation of how much each moves when a period is left out. Areas: the variance of the comparison's
    mean change over the two variances, each area with the variance between areas and its own; 0 with a comparison of
    their own.
    """
    if direct.unit == "series" and direct.points == moved.points and direct.errors != "poisson":
        one, other = direct.deletion, moved.deletion
        size = float(np.sqrt((one @ one) * (other @ other)))
        found = float(one @ other) / size if size > 0.0 else 0.0
    elif subject.other_comparison == "comparison":
        found = _shared(subject, direct.between or 0.0)
    else:
        found = 0.0
    return float(np.clip(found, -_MOST, _MOST))


def _shared(subject: Subject, between: float) -> float:
    """Variance of the comparison / geometric mean of the two variances of treated minus comparison."""
    variance = {name: _variance(subject, name, between) for name in ("treated", "displacement", "comparison")}
    both = [variance[name] + variance["comparison"] for name in ("treated", "displacement")]
    return variance["comparison"] / float(np.sqrt(both[0] * both[1]))


def _variance(subject: Subject, group: str, between: float) -> float:
    """That of a group's log change: its areas weighed by their precision."""
    rows = [each == group for each in subject.group]
    before, after = (_events(subject.areas, rows, side) + _HALF for side in _sides(subject.areas))
    return float(1.0 / (1.0 / (between + 1.0 / before + 1.0 / after)).sum())


def _sides(areas: Compared) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], ...]:
    return areas.window.before, areas.window.after


def _events(areas: Compared, rows: list[bool], side: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Floats:
    return np.asarray(np.nansum(areas.value[rows][:, side], axis=1), dtype=float)


def _size_of_neighbours(subject: Subject) -> float:
    """Events before in the neighbouring areas over those in the areas with the initiative."""
    totals = {
        name: float(_events(subject.areas, [each == name for each in subject.group], subject.areas.window.before).sum())
        for name in ("treated", "displacement")
    }
    return totals["displacement"] / totals["treated"] if totals["treated"] > 0.0 else 0.0
