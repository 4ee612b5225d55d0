"""From evaluation.yaml and the sheets of settings to checked parameters: all that is wrong at once, with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluera.errors import Finding, ParameterError
from evaluera.methods.options import complaints
from evaluera.parameters.analyses import AnalysisReader
from evaluera.parameters.data_source import DataSource
from evaluera.parameters.models import Parameters, Process
from evaluera.parameters.settings_source import is_workbook, language_in, with_sheets, workbook_tree
from evaluera.parameters.source import Tree, decoded, locate, parse
from evaluera.parameters.translation import Translation
from evaluera.parameters.words import meant
from evaluera.parameters.written import Written

__all__ = ["DEFAULT_LANGUAGE", "BrokenParametersError", "Reading", "language_of", "load", "read"]

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"
_LANGUAGE_LINE = re.compile(
    r"^['\"]?(?:language|språk)['\"]?[ \t]*:[ \t]*['\"]?([^\s'\"#]+)", re.MULTILINE | re.IGNORECASE
)
_FORMATS_LATER = ("pdf", "docx", "word")
_EFFECT_HALF = ("data", "intervention", "analyses")
"""Needed together, unless there are records of the process to follow up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Written):
    """Checked parameters with the file they come from."""

    parameters: Parameters


class BrokenParametersError(ParameterError):
    """The settings are wrong; files whose entries are right can still be read, to find everything at once."""

    def __init__(
        self,
        findings: Sequence[Finding],
        *,
        written: Written,
        sources: Sequence[tuple[int, DataSource]],
        process: Process | None,
    ) -> None:
        super().__init__(findings)
        self.written = written
        self.sources = tuple(sources)
        self.process = process


def load(path: str | Path, *, language: str | None = None) -> Parameters:
    """What evaluation.yaml says, checked, with defaults filled in.

    Parameters
    ----------
    path
        The file, or the folder that holds ``evaluation.yaml``; or a workbook with a sheet ``inställningar``.
    language
        ``sv`` or ``en``; goes before the file's own ``language``.

    Returns
    -------
    Parameters

    Raises
    ------
    ParameterError
        Everything that is wrong in the file, each with its line; or that there is no such file.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> lines = ["version: 1", "namn: Min insats", "data: {fil: brott.csv, period: månad, värde: antal}"]
    >>> lines += ["insats: {start: 2024-09}", "analyser: {metod: avbruten tidsserie, utfall: antal}"]
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "evaluation.yaml").write_text("\\n".join(lines), encoding="utf-8")
    ...     parameters = load(folder)
    >>> [analysis.method for analysis in parameters.analyses]
    ['interrupted_time_series']
    """
    return read(path, language=language).parameters


def read(path: str | Path, *, language: str | None = None) -> Reading:
    """Like :func:`load`, with the place of every setting.

    Raises
    ------
    ParameterError
        As :func:`load`; a :class:`BrokenParametersError` when the file could be read as YAML.
    """
    file = locate(path)
    tree = _tree(file)
    spoken = language if language in LANGUAGES else _language_said(tree)
    written = Written(file=file, language=str(spoken), tree=tree, translation=Translation())
    content = _content(written)
    _with_files(content)
    findings = [*written.tree.findings, *_later(content, written), *_analyses(content, written), *_twice(written)]
    findings += [*_effect_half(content, written), *_without_records(content, written)]
    if language is not None:
        content["language"] = language
    parameters = _validated(content, written, findings)
    if findings or parameters is None:
        raise BrokenParametersError(
            sorted(_unique(findings), key=lambda each: each.place.line or 0),
            written=written,
            sources=_sound_sources(content),
            process=_sound_process(content),
        )
    return Reading(
        parameters=parameters, file=file, language=written.language, tree=written.tree, translation=written.translation
    )


def language_of(path: str | Path, *, language: str | None = None) -> str:
    """The language to speak about an evaluation: as asked for, else as the file says, else Swedish.

    Never fails, so that a broken file is talked about in its own language.

    Examples
    --------
    >>> language_of("no-such-file.yaml"), language_of("no-such-file.yaml", language="en")
    ('sv', 'en')
    """
    if language in LANGUAGES:
        return str(language)
    try:
        file = locate(path)
        said = language_in(file) if is_workbook(file) else _language_line(decoded(file.read_bytes()))
    except (OSError, ParameterError):
        return DEFAULT_LANGUAGE
    return (meant(said, LANGUAGES) if said else None) or DEFAULT_LANGUAGE


def _language_line(text: str) -> str | None:
    """The language that a file names, also where the rest of it is broken."""
    said = _LANGUAGE_LINE.search(text)
    return said[1] if said else None


def _language_said(tree: Tree) -> str:
    said = next((value for key, value in tree.content.items() if meant(key, ("language",))), None)
    return (meant(said, LANGUAGES) if isinstance(said, str) else None) or DEFAULT_LANGUAGE


def _tree(file: Path) -> Tree:
    """What the file says, with what the sheets of settings of its records add."""
    if is_workbook(file):
        return workbook_tree(file)
    tree = parse(file)
    with_sheets(tree, file.parent)
    return tree


def _content(written: Written) -> dict[str, Any]:
    """The settings in the models' names, but for the analyses, whose names depend on their methods."""
    raw = {key: value for key, value in written.tree.content.items() if meant(key, ("analyses",)) is None}
    return written.translation.section(Parameters, raw, path=(), origin=())


def _analyses(content: dict[str, Any], written: Written) -> list[Finding]:
    """Put the analyses into the content, with the options of their methods; what is wrong with them."""
    key = next((key for key in written.tree.content if meant(key, ("analyses",))), None)
    if key is None:
        return []
    written.translation.origins[("analyses",)] = (key,)
    reader = AnalysisReader(written)
    intervention = content.get("intervention")
    shared = {**(intervention if isinstance(intervention, Mapping) else {}), "events": content.get("events")}
    content["analyses"] = reader.read(written.tree.content[key], (key,), shared)
    return reader.findings


def _with_files(content: dict[str, Any]) -> None:
    """``process: [a.xlsx, logs]`` is short for ``process: {files: [a.xlsx, logs]}``."""
    given = content.get("process")
    if isinstance(given, str | list):
        content["process"] = {"files": [given] if isinstance(given, str) else given}


def _effect_half(content: Mapping[str, Any], written: Written) -> list[Finding]:
    """What is missing of the effect half: all of it may be, where the process is what is followed up."""
    if "process" in content and not (content.get("data") or content.get("analyses")):
        return []
    absent = [name for name in _EFFECT_HALF if name not in content]
    empty = [name for name in ("data", "analyses") if content.get(name, ()) == []]
    return [
        *(Finding(code="parameter.missing", place=written.place(n), values={"name": written.shown(n)}) for n in absent),
        *(Finding(code="parameter.empty_value", place=written.place(n)) for n in empty),
    ]


def _without_records(content: Mapping[str, Any], written: Written) -> list[Finding]:
    """An outcome that comes out of the records, where no records are named."""
    entries = content.get("data")
    if "process" in content or not isinstance(entries, list):
        return []
    places = [
        written.place("data", number, "records")
        for number, entry in enumerate(entries)
        if isinstance(entry, Mapping) and entry.get("records") is not None
    ]
    return [Finding(code="parameter.records_without_process", place=place) for place in places]


def _later(content: dict[str, Any], written: Written) -> list[Finding]:
    """Take out the settings that a later version will know; each has a sentence of its own."""
    found: list[Finding] = []
    report = content.get("report")
    formats = report.get("formats") if isinstance(report, dict) else None
    if isinstance(report, dict) and isinstance(formats, list):
        place = written.place("report", "formats")
        later = [each for each in formats if str(each).casefold().lstrip(".") in _FORMATS_LATER]
        found += [Finding(code="parameter.format_later", place=place, values={"found": str(each)}) for each in later]
        report["formats"] = [each for each in formats if each not in later] or ["html"]
    return found


def _validated(content: Mapping[str, Any], written: Written, findings: list[Finding]) -> Parameters | None:
    """The parameters; what the models refuse is added to the findings."""
    try:
        return Parameters.model_validate(content)
    except ValidationError as error:
        findings += complaints(
            error, Parameters, content, locate=lambda path: written.place(*path), shown=written.shown
        )
        return None


def _sound_sources(content: Mapping[str, Any]) -> list[tuple[int, DataSource]]:
    """The data entries that are right in themselves."""
    entries = content.get("data")
    sound = []
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        try:
            sound.append((number, DataSource.model_validate(entry)))
        except ValidationError:
            continue
    return sound


def _sound_process(content: Mapping[str, Any]) -> Process | None:
    """The records, where their settings are right in themselves."""
    try:
        return Process.model_validate(content["process"])
    except (KeyError, ValidationError):
        return None


def _twice(written: Written) -> list[Finding]:
    """A setting that stands once in each language."""
    lines = written.tree.lines
    return [
        Finding(
            code="parameter.twice",
            place=written.tree.place(again),
            values={"found": str(again[-1]), "line": lines.get(first, 0)},
        )
        for first, again in written.translation.twice
    ]


def _unique(findings: list[Finding]) -> list[Finding]:
    """A mistake in a shared setting is said once, not once for each analysis."""
    kept: dict[tuple[object, ...], Finding] = {}
    for each in findings:
        kept.setdefault((each.code, each.place, tuple(sorted(each.values.items()))), each)
    return list(kept.values())
