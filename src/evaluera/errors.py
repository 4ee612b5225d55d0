"""What can go wrong, with its place.

EvalueraError
├── DataError        something in a data file or frame
├── ParameterError   something in evaluation.yaml or in a keyword
└── MethodError      the method cannot answer with these data and options

Code below the text layer carries codes and values, never sentences. ``str(error)`` asks the renderer that the package
installs (``text``) for the words.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "SEVERITIES",
    "DataError",
    "EvalueraError",
    "Finding",
    "MethodError",
    "ParameterError",
    "Place",
    "set_renderer",
]

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = typing.get_args(Severity)
"""The gravest first: an error stops the run, a warning changes what can be trusted, a note is worth knowing."""
Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding stands: any of file, sheet, row (as Excel counts, header = 1), column, parameter path, line."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    parameter: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend or to know: a code (``data.duplicate_row``), its place and the values its sentence needs.

    A finding that counts others of its kind holds them in ``rest``: a list stays short, a marked copy shows them all.
    """

    code: str
    place: Place = field(default_factory=Place)
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    severity: Severity = "error"
    rest: tuple[Finding, ...] = field(default=(), repr=False, compare=False)


class EvalueraError(Exception):
    """Base of all errors; ``findings`` holds everything that was found, not only the first."""

    def __init__(self, findings: Finding | Sequence[Finding]) -> None:
        self.findings: tuple[Finding, ...] = (findings,) if isinstance(findings, Finding) else tuple(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        return "\n".join(_render(finding) for finding in self.findings)


class DataError(EvalueraError):
    """Something in a data file or frame."""


class ParameterError(EvalueraError):
    """Something in evaluation.yaml or in a keyword."""


class MethodError(EvalueraError):
    """The method cannot answer with these data and options."""


def _code_and_values(finding: Finding) -> str:
    return f"{finding.code} {dict(finding.values)}"


_render: Callable[[Finding], str] = _code_and_values


def set_renderer(render: Callable[[Finding], str]) -> None:
    """Install the function that turns a finding into a sentence (done once, by the package)."""
    global _render
    _render = render
