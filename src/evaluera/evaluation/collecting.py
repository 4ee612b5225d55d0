"""Everything that is wrong, from parameters, files and methods, raised together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from evaluera.errors import SEVERITIES, DataError, EvalueraError, Finding, MethodError, ParameterError, Place
from evaluera.parameters.written import Written

__all__ = ["Collector", "distinct"]


class Collector:
    """Collects findings; ``stop`` raises when one of them is an error."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings once: errors before warnings before notes, each in the order they were made."""
        return tuple(sorted(distinct(self._found), key=lambda finding: SEVERITIES.index(finding.severity)))

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Those that stop nothing."""
        return tuple(finding for finding in self.findings if finding.severity != "error")

    @property
    def failed(self) -> bool:
        """Whether something stops the run."""
        return any(finding.severity == "error" for finding in self._found)

    def add(self, findings: Iterable[Finding]) -> None:
        """More findings."""
        self._found.extend(findings)

    @contextmanager
    def collecting(self, written: Written | None = None, *path: str | int) -> Iterator[None]:
        """Keep what is raised inside, with the line in evaluation.yaml of every option below ``path``."""
        try:
            yield
        except EvalueraError as error:
            self.add(error.findings if written is None else located(error.findings, written, *path))

    def stop(self) -> None:
        """Raise everything as one error, if something stops the run."""
        if self.failed:
            raise _kind(self.findings)(self.findings)


def located(findings: Iterable[Finding], written: Written, *path: str | int) -> Iterator[Finding]:
    """The findings of a data entry or a method, those about a keyword at its place in evaluation.yaml."""
    for finding in findings:
        keyword = finding.place.parameter
        within = Place() if keyword is None else written.place(*path, keyword)
        if finding.place.file is None and keyword is None:
            within = written.place(*path)
        yield finding if within.file is None else replace(finding, place=within)


def distinct(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Each finding once: a shared setting is wrong for every analysis in the same way."""
    kept: dict[tuple[object, ...], Finding] = {}
    for each in findings:
        kept.setdefault((each.code, each.place, tuple(sorted(each.values.items()))), each)
    return tuple(kept.values())


def _kind(findings: Sequence[Finding]) -> type[EvalueraError]:
    """The error of findings that are all about the same part; ParameterError when they are mixed."""
    families = {_family(finding) for finding in findings if finding.severity == "error"}
    if families == {"data"}:
        return DataError
    return MethodError if families == {"method"} else ParameterError


def _family(finding: Finding) -> str:
    """data, method or parameter; what stands on a line of evaluation.yaml and cannot be read there is a parameter."""
    family = finding.code.partition(".")[0]
    family = "data" if family == "process" else family
    return "parameter" if family == "data" and finding.place.line is not None else family
