"""Collecting everything that is wrong, so that it can be mended in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy.typing as npt

from evaluera.errors import DataError, Finding, Place, Severity, Value

__all__ = ["LISTED", "Complaint", "Complaints"]

T = TypeVar("T")
LISTED = 20
"""So many of one kind are listed with their rows; the rest is counted in one finding."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One of many of the same kind: its row (as Excel counts) and its values."""

    row: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(slots=True)
class Complaints:
    """Findings about one file or frame, in the order they were made."""

    file: str | None = None
    sheet: str | None = None
    findings: list[Finding] = field(default_factory=list)

    def add(
        self,
        code: str,
        values: Mapping[str, Value] | None = None,
        *,
        row: int | None = None,
        column: str | None = None,
        parameter: str | None = None,
        severity: Severity = "error",
    ) -> None:
        """One finding with its place."""
        place = Place(file=self.file, sheet=self.sheet, row=row, column=column, parameter=parameter)
        self.findings.append(Finding(code=code, place=place, values=values or {}, severity=severity))

    def each(
        self,
        code: str,
        found: Sequence[T] | npt.NDArray[Any],
        describe: Callable[[T], Complaint],
        *,
        column: str | None = None,
        severity: Severity = "error",
    ) -> None:
        """The first :data:`LISTED` of one kind, and one finding that counts the rest."""
        for one in found[:LISTED]:
            complaint = describe(one)
            self.add(code, complaint.values, row=complaint.row, column=column, severity=severity)
        if len(found) > LISTED:
            rest: dict[str, Value] = {"count": len(found) - LISTED, "of": code}
            self.add("data.more", rest, column=column, severity=severity)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Findings that were made elsewhere."""
        self.findings.extend(findings)

    @property
    def failed(self) -> bool:
        """Whether something stops the run."""
        return any(finding.severity == "error" for finding in self.findings)

    def stop(self) -> None:
        """Raise DataError with everything, if something stops the run."""
        if self.failed:
            raise DataError(self.findings)
