"""The result of an effect method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import pandas as pd

from evaluera.design.question import DesignClass, Question
from evaluera.results.course import SERIES_COLUMNS, Course
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.estimate import TIDY_COLUMNS, Estimate
from evaluera.results.json import from_json, to_dict, to_json
from evaluera.results.provenance import Evidence, Provenance, Timing

__all__ = ["EffectResult"]

_TYPE = "effect"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectResult:
    """What changed, how sure, and what the answer rests on.

    ``primary_term`` names the term that carries the conclusion. ``design`` sets the highest certainty; a method that
    does not declare it can never be more than very uncertain. ``options`` are the validated options, defaults written
    out, as JSON values. Frames are handed out as copies.
    """

    method: str
    design: DesignClass = DesignClass.UNDECLARED
    kind: str
    primary_term: str
    question: Question
    timing: Timing
    estimates: tuple[Estimate, ...]
    courses: tuple[Course, ...]
    diagnostics: tuple[Diagnostic, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[Note, ...]
    provenance: Provenance
    options: Mapping[str, object] = field(default_factory=dict, hash=False)

    def tidy(self) -> pd.DataFrame:
        """One row per estimate, always the same columns."""
        return pd.DataFrame([asdict(e) for e in self.estimates], columns=list(TIDY_COLUMNS))

    @property
    def series(self) -> pd.DataFrame:
        """Observed, fitted and counterfactual course, one row per series and period."""
        if not self.courses:
            return pd.DataFrame(columns=list(SERIES_COLUMNS))
        return pd.concat([c.frame() for c in self.courses], ignore_index=True)

    @property
    def season_length(self) -> int | None:
        """Periods in a year: 12, 4, 52, 1 (years) or None, as the evidence says."""
        return next((each.season_length for each in self.evidence), None)

    def primary(self) -> tuple[Estimate, ...]:
        """The estimates of the primary term: one per series."""
        return tuple(e for e in self.estimates if e.term == self.primary_term)

    def select(self, *, outcome: str | None = None, area: str | None = None) -> EffectResult:
        """The same result for one outcome or area only."""

        def keep(o: str, a: str) -> bool:
            return (outcome is None or o in ("", outcome)) and (area is None or a in ("", area))

        return replace(
            self,
            estimates=tuple(e for e in self.estimates if keep(e.outcome, e.area)),
            courses=tuple(c for c in self.courses if keep(c.outcome, c.area)),
            diagnostics=tuple(d for d in self.diagnostics if keep(d.outcome, d.area)),
            evidence=tuple(v for v in self.evidence if keep(v.outcome, v.area)),
        )

    def to_json(self) -> str:
        """The result as JSON (versioned, sorted keys): the same input gives the same bytes."""
        return to_json(self, type_name=_TYPE)

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON values, versioned."""
        return to_dict(self, type_name=_TYPE)

    @classmethod
    def from_json(cls, text: str) -> EffectResult:
        """The result that :meth:`to_json` wrote."""
        return from_json(text, cls, type_name=_TYPE)
