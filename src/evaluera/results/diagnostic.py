"""The answer of one check of an assumption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Diagnostic", "Note", "Verdict"]


class Verdict(StrEnum):
    """Does the assumption hold?"""

    HOLDS = "HOLDS"
    DOUBTFUL = "DOUBTFUL"
    FAILS = "FAILS"
    NOT_APPLICABLE = "NOT_APPLICABLE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One check: its verdict, the number behind it, the null hypothesis and the reason (message keys).

    ``values`` fill the placeholders of the reason; ``outcome`` and ``area`` say which series it concerns ("" = all).
    """

    name: str
    verdict: Verdict
    value: float | None
    null: str
    reason: str
    values: Mapping[str, str | int | float] = field(default_factory=dict, hash=False)
    outcome: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something a reader must know to trust the result rightly: a message key and its values."""

    code: str
    values: Mapping[str, str | int | float] = field(default_factory=dict, hash=False)
