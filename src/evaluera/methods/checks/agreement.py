"""How far other answers to the same question agree with the one that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluera.methods.checks.trial import Trial, side_of, sign_of
from evaluera.results.diagnostic import Diagnostic, Verdict
from evaluera.results.estimate import Estimate

__all__ = ["Agreement", "agreement_of", "agreement_said"]

_SIGN_FAILS_BELOW = 0.9
_FINDING_DOUBTFUL_BELOW = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of ``asked`` answers, how many have the sign of the given one, and how many its finding.

    The finding is whether the whole interval lies below no change, above it, or includes it. ``opposite`` counts
    answers whose interval lies wholly on one side while another one's lies wholly on the other. ``lowest`` and
    ``highest`` are the range of the estimates.
    """

    asked: int
    same_sign: int
    same_finding: int
    opposite: bool
    lowest: float
    highest: float
    claims: bool

    @property
    def verdict(self) -> Verdict:
        """Does the answer stand whichever way it is asked?

        An answer that shows a change: FAILS when fewer than nine in ten have its sign, DOUBTFUL when any has another
        sign or fewer than three in four show the change. An answer that shows none: FAILS when the others show changes
        both ways, DOUBTFUL when more than one in four shows one.
        """
        doubtful = self.same_finding < _FINDING_DOUBTFUL_BELOW * self.asked
        if self.claims:
            fails = self.same_sign < _SIGN_FAILS_BELOW * self.asked
            doubtful = doubtful or self.same_sign < self.asked
        else:
            fails = self.opposite
        return Verdict.FAILS if fails else Verdict.DOUBTFUL if doubtful else Verdict.HOLDS


def agreement_of(given: Estimate, others: Sequence[Estimate]) -> Agreement:
    """Compare answers with the given one; there must be at least one other."""
    sides = {side_of(each) for each in (given, *others)}
    values = [given.estimate, *(each.estimate for each in others)]
    return Agreement(
        asked=len(others),
        same_sign=sum(sign_of(each) == sign_of(given) for each in others),
        same_finding=sum(side_of(each) == side_of(given) for each in others),
        opposite={-1, 1} <= sides,
        lowest=min(values),
        highest=max(values),
        claims=side_of(given) != 0,
    )


def agreement_said(trial: Trial, name: str, found: Agreement | None) -> Diagnostic:
    """The check as a Diagnostic; ``value`` is the share with the same sign, None when nothing could be asked again."""
    if found is None:
        return trial.said(name, Verdict.NOT_APPLICABLE, reason="could_not")
    counted = {
        "asked": found.asked,
        "same_sign": found.same_sign,
        "same_finding": found.same_finding,
        "lowest": found.lowest,
        "highest": found.highest,
    }
    return trial.said(name, found.verdict, reason="counted", value=found.same_sign / found.asked, values=counted)
