"""What a check is: a name and one question, put to a method by asking it again."""

from __future__ import annotations

from typing import ClassVar, Protocol, runtime_checkable

from evaluera.methods.checks.trial import Trial
from evaluera.results.diagnostic import Diagnostic

__all__ = ["Check"]


@runtime_checkable
class Check(Protocol):
    """One check of an answer that was already given; found by the entry-point group ``evaluera.checks``.

    ``standard`` says whether the check belongs to every report (it asks the method few times), or only to a close look.
    ``applies`` is False where the question is not asked at all (nobody has named an outcome that should not change);
    a question that is asked and cannot be answered gives ``NOT_APPLICABLE`` with the reason. Nothing is remembered.
    """

    name: ClassVar[str]
    standard: ClassVar[bool]

    def applies(self, trial: Trial) -> bool:
        """Whether the question is one to ask of this answer."""

    def run(self, trial: Trial) -> Diagnostic:
        """Ask the method again where needed, and answer."""
