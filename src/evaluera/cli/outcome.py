"""What became of one file: its exit code, and what is wrong said in its own language."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence

from evaluera.cli.console import say_wrong
from evaluera.errors import EvalueraError, Finding, Severity
from evaluera.text.findings import render
from evaluera.text.messages import message

__all__ = ["FINE", "USAGE", "WRONG", "each_file", "exit_code", "guarded", "list_findings", "number_of"]

FINE, WRONG, USAGE = 0, 1, 2
_MISSING = ("parameter.no_file", "parameter.no_file_in_folder")


def exit_code(findings: Iterable[Finding]) -> int:
    """0 without errors, 2 when the file itself is missing, else 1."""
    errors = [finding for finding in findings if finding.severity == "error"]
    if any(finding.code in _MISSING for finding in errors):
        return USAGE
    return WRONG if errors else FINE


def number_of(findings: Iterable[Finding], severity: Severity) -> int:
    """How many there are, with those that a finding only counts."""
    return sum(len(each.rest) or 1 for each in findings if each.severity == severity)


def list_findings(findings: Iterable[Finding], language: str, tell: Callable[[str], None]) -> None:
    """Every finding on a line, warnings and notes marked as such."""
    for finding in findings:
        text = render(finding, language)
        tell(text if finding.severity == "error" else message(f"cli.{finding.severity}", language, text=text))


def each_file(
    files: Sequence[str], do: Callable[[str], int], *, debug: bool, language: str | None, advice: str = ""
) -> int:
    """Do something with every file, whatever happened to the others; the highest exit code."""
    return max(guarded(file, do, debug=debug, language=language, advice=advice) for file in files)


def guarded(file: str, do: Callable[[str], int], *, debug: bool, language: str | None, advice: str = "") -> int:
    """Do something with one file; what is wrong is said and becomes an exit code.

    ``advice`` is the key of a last sentence for when cells of a workbook are wrong.
    """
    from evaluera.parameters.loading import language_of

    spoken = language_of(file, language=language)
    try:
        return do(file)
    except EvalueraError as error:
        if debug:
            say_wrong(traceback.format_exc())
        list_findings(error.findings, spoken, say_wrong)
        if advice and any(each.place.sheet and each.place.row and each.severity == "error" for each in error.findings):
            say_wrong(message(advice, spoken, file=file, errors=number_of(error.findings, "error")))
        return max(WRONG, exit_code(error.findings))
    except Exception as error:  # noqa: BLE001 - one file must not stop the others, and a user never meets a trace
        if debug:
            say_wrong(traceback.format_exc())
        say_wrong(message("cli.unexpected_in", spoken, file=file, kind=type(error).__name__, text=str(error)))
        return WRONG
