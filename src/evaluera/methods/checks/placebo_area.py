"""Did an area change that did not have the initiative?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.checks.trial import Trial
from evaluera.methods.checks.untouched import could_not, untouched
from evaluera.results.diagnostic import Diagnostic

__all__ = ["PlaceboArea"]


class PlaceboArea:
    """Ask the same of an area without the initiative, named by ``question(placebo_area=...)``.

    The method treats that area as if it had the initiative; the real areas are left out, and it is no comparison area
    of its own. FAILS below p = 0.01, DOUBTFUL below 0.10; NOT_APPLICABLE when the area is not in the data or the method
    cannot answer.

    Assumes
    -------
    That what happens to the named area happens to the areas with the initiative too, and that the initiative did not
    reach it.

    When not to use
    ---------------
    For an area next door, to which crime may have moved: that is a question of displacement.

    How it was tested
    -----------------
    A second area without a change, with a small one and with a large one (``tests/methods``).

    References
    ----------
    Abadie, Diamond and Hainmueller (2010), J Am Stat Assoc 105:493-505, placebo in space.

    Examples
    --------
    >>> import evaluera
    >>> path = "data/seattle-dmi/areas_quarterly.csv"
    >>> panel = evaluera.read(path, period="quarter", area="area", value="any_crime", frequency="quarter")
    >>> asked = evaluera.question(selection_reason="high_level", placebo_area="000100")
    >>> result = evaluera.estimate("before_after", panel, start=13, treated=["DMI"], comparison="rest", question=asked)
    >>> check = evaluera.check_assumptions(result, panel, checks=["placebo_area"]).diagnostics[-1]
    >>> check.verdict
    <Verdict.HOLDS: 'HOLDS'>
    """

    name: ClassVar[str] = "placebo_area"
    standard: ClassVar[bool] = True

    def applies(self, trial: Trial) -> bool:
        """When such an area is named, and this is another one."""
        named = trial.question.placebo_area
        return named is not None and named != trial.estimate.area

    def run(self, trial: Trial) -> Diagnostic:
        """The change of the other area."""
        named = trial.question.placebo_area or ""
        outcome = trial.estimate.outcome
        panel = trial.whole
        if outcome in panel.outcomes:
            panel = panel.select(outcome=(outcome, *trial.params.other_outcomes))
        treated = tuple(trial.option("treated") or ())
        if named not in panel.areas or named in treated:
            return could_not(trial, self.name, named)
        if not treated:
            return untouched(trial, self.name, named, trial.refit(panel.select(areas=(named,))))
        changes: dict[str, object] = {"treated": (named,)}
        comparison = trial.option("comparison")
        if comparison and comparison != "rest":
            changes["comparison"] = tuple(area for area in comparison if area != named)
        others = tuple(area for area in panel.areas if area not in treated)
        return untouched(trial, self.name, named, trial.refit(panel.select(areas=others), **changes))
