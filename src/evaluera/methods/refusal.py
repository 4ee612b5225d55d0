"""Stopping with everything that is wrong, not only the first."""

from __future__ import annotations

from collections.abc import Sequence

from evaluera.errors import Finding, MethodError, ParameterError

__all__ = ["refuse"]


def refuse(findings: Sequence[Finding]) -> None:
    """Raise the findings, if there are any: ParameterError when a keyword is wrong, else MethodError."""
    if not findings:
        return
    wrong_keyword = any(finding.code.startswith(("parameter.", "data.")) for finding in findings)
    raise (ParameterError if wrong_keyword else MethodError)(findings)
