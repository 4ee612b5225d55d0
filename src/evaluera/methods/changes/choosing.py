"""Which comparison between areas is made: by name, or by how many areas there are and how they were chosen."""

from __future__ import annotations

from collections.abc import Mapping

from evaluera.design.question import SelectionReason
from evaluera.methods.changes.area_changes import mean_changes, random_effects_change
from evaluera.methods.changes.change import Estimator
from evaluera.methods.changes.compared import Compared
from evaluera.methods.changes.given_past import (
    ancova,
    ancova_counts,
    history_of,
    mean_changes_given_past,
    small_counts,
)
from evaluera.methods.changes.group_series import (
    controlled_series,
    difference_series,
    poisson_ratio,
    quasi_poisson_ratio,
)
from evaluera.numerics.failure import NotEstimableError

__all__ = [
    "CHOSEN_FOR_THEIR_PAST",
    "GIVEN_THE_PAST",
    "ancova_is_possible",
    "areas_are_the_evidence",
    "default_errors",
    "errors_given_the_past",
    "estimator",
]

CHOSEN_FOR_THEIR_PAST = ("high_level", "rising_trend")
GIVEN_THE_PAST = ("ancova", "ancova_counts")
"""The comparisons that take the areas' past into account."""
_MANY_COMPARISON = 6
_FOUR = 4
_FEWEST_FOR_ANCOVA = 12
_FEWEST_PERIODS = 3

_FOR_COUNTS: Mapping[str, Estimator] = {
    "random_effects": random_effects_change,
    "ancova": ancova,
    "ancova_counts": ancova_counts,
    "controlled_series": controlled_series,
    "quasi_poisson": quasi_poisson_ratio,
    "poisson": poisson_ratio,
}
_FOR_MEANS: Mapping[str, Estimator] = {
    "random_effects": mean_changes,
    "ancova": mean_changes_given_past,
    "controlled_series": difference_series,
}


def estimator(errors: str, *, counts: bool) -> Estimator:
    """The estimator of that name for this kind of outcome."""
    return (_FOR_COUNTS if counts else _FOR_MEANS)[errors]


def default_errors(areas: Compared, reason: SelectionReason | None) -> str:
    """The name of the default.

    Areas are the evidence with at least 6 comparison areas, or at least 4 treated and 4 comparison areas: random
    effects, or ANCOVA when the areas were chosen for a high level or a rise and there are at least 12 in all (the model
    of counts when half of the areas have less than 100 events a year). With fewer areas the group series; when there
    are too few periods for it too, the plain Poisson ratio, which cannot show how uncertain it is.
    """
    treated, others = areas.treated_areas, areas.comparison_areas
    if areas_are_the_evidence(treated=treated, comparison=others):
        chosen = reason in CHOSEN_FOR_THEIR_PAST and ancova_is_possible(areas)
        return errors_given_the_past(areas) if chosen else "random_effects"
    few = int(areas.used().sum()) < _FEWEST_PERIODS
    return "poisson" if few and areas.counts else "controlled_series"


def errors_given_the_past(areas: Compared) -> str:
    """ANCOVA, as a model of the counts themselves when these are small."""
    return "ancova_counts" if areas.counts and small_counts(areas) else "ancova"


def areas_are_the_evidence(*, treated: int, comparison: int) -> bool:
    """At least 6 comparison areas, or 4 with the initiative and 4 without: how areas differ shows the uncertainty."""
    return comparison >= _MANY_COMPARISON or min(treated, comparison) >= _FOUR


def ancova_is_possible(areas: Compared) -> bool:
    """At least 12 areas and more than a year before."""
    try:
        history_of(areas)
    except NotEstimableError:
        return False
    return len(areas.names) >= _FEWEST_FOR_ANCOVA
