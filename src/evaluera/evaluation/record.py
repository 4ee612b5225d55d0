"""An evaluation that was run: its results, what they rest on, and what was found on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluera.data.panel import Panel
from evaluera.errors import Finding, MethodError, Place
from evaluera.evaluation.following_up import FollowUp
from evaluera.parameters.locking import Lock
from evaluera.parameters.models import Parameters
from evaluera.results.effect import EffectResult
from evaluera.results.process import ProcessResult

if TYPE_CHECKING:
    from evaluera.conclusion.contribution import Contribution
    from evaluera.text.stating import Statement

__all__ = ["Edition", "Evaluation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which figures an evaluation rests on: first, last and first preliminary period, as labels.

    ``season_length`` is 12, 4, 52, 1 (years) or None: what numbered periods are called.
    """

    first: str
    last: str
    preliminary_from: str | None
    season_length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evaluation:
    """What :func:`evaluera.run` gives.

    ``name`` is that of the evaluation's folder, ``file`` its evaluation.yaml, ``year`` a year or ``all`` where periods
    have no dates. ``results`` and ``analyses`` are in the order of the file, by the id of the analysis; ``panels`` by
    outcome. ``findings`` are warnings: what is wrong stops the run. ``decided_beforehand`` is None when not known.
    ``evaluated_on`` is the evaluation date: as asked for, else the earlier of 31 December of the year and the day of
    the run. ``follow_up`` is the process half: tables, span and results; ``contribution`` is what both halves say
    together. Both are None where no records were given.
    """

    name: str
    file: Path
    language: str
    year: int | str
    parameters: Parameters
    results: Mapping[str, EffectResult]
    panels: Mapping[str, Panel]
    edition: Edition
    lock: Lock
    decided_beforehand: bool | None
    findings: tuple[Finding, ...]
    evaluated_on: dt.date
    follow_up: FollowUp | None = None
    contribution: Contribution | None = None

    @property
    def folder(self) -> Path:
        """The folder that holds evaluation.yaml and the data."""
        return self.file.parent

    @property
    def title(self) -> str:
        """The name of the initiative, in the evaluation's language."""
        return self.parameters.title(self.language)

    @property
    def analyses(self) -> tuple[str, ...]:
        """The ids of the analyses, in the order of the file."""
        return tuple(self.results)

    @property
    def primary_id(self) -> str:
        """The id of the main analysis; empty where only the process is followed up."""
        return self.parameters.primary.id if self.parameters.primary else ""

    @property
    def primary(self) -> EffectResult | None:
        """The result of the main analysis: what the summary reports; None where only the process is followed up."""
        return self.results.get(self.primary_id)

    @property
    def process(self) -> Mapping[str, ProcessResult]:
        """The results of the process half by method; empty where no records were given."""
        return {} if self.follow_up is None else self.follow_up.results

    def statement(self, language: str | None = None) -> Statement:
        """The main result in words; in the evaluation's language unless another is asked for.

        Raises
        ------
        MethodError
            ``method.no_effect_analysis``: only the process is followed up.
        """
        from evaluera.text.stating import statement

        if self.primary is None:
            raise MethodError(Finding(code="method.no_effect_analysis", place=Place(file=self.file.name)))
        return statement(self.primary, language=language or self.language)
