"""``result.json``: every analysis with its statement, as one versioned file."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING, Any

from evaluera.report.measures_frame import shown_results

if TYPE_CHECKING:
    from evaluera.errors import Finding
    from evaluera.evaluation import Evaluation

__all__ = ["VERSION", "digest", "record"]

VERSION = 1


def record(evaluation: Evaluation) -> str:
    """All analyses as JSON text: the same inputs and versions give the same bytes."""
    language = evaluation.language
    content = {
        "version": VERSION,
        "type": "evaluation",
        "name": evaluation.title,
        "year": evaluation.year,
        "language": language,
        "primary": evaluation.primary_id,
        "analyses": {
            name: {"result": result.to_dict(), "statement": _said(result, language)}
            for name, result in evaluation.results.items()
        },
        "process": {name: result.to_dict() for name, result in shown_results(evaluation).items()},
        "findings": [_finding(finding, language) for finding in evaluation.findings],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"


def digest(evaluation: Evaluation) -> str:
    """A checksum of all results, by which two computations of the same evaluation are compared."""
    effects = {name: result.to_dict() for name, result in evaluation.results.items()}
    process = {name: result.to_dict() for name, result in evaluation.process.items()}
    text = json.dumps({**effects, **process}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _said(result: Any, language: str) -> dict[str, Any]:
    from evaluera.text.stating import statement

    said = statement(result, language)
    return {field.name: _plain(getattr(said, field.name)) for field in dataclasses.fields(said)}


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    from evaluera.text.findings import render

    return {
        "code": finding.code,
        "severity": finding.severity,
        "place": {key: value for key, value in dataclasses.asdict(finding.place).items() if value is not None},
        "values": dict(finding.values),
        "text": render(finding, language),
    }


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
