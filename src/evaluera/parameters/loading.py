"""From evaluation.yaml to checked parameters: everything that is wrong at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.options import complaints
from evaluera.parameters.analyses import AnalysisReader
from evaluera.parameters.models import Parameters
from evaluera.parameters.source import Tree, decoded, locate, parse
from evaluera.parameters.translation import Translation
from evaluera.parameters.words import meant, shown

__all__ = ["DEFAULT_LANGUAGE", "Reading", "language_of", "load", "read"]

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"
_FORMATS_LATER = ("pdf", "docx", "word")
_LATER = {"process": "parameter.process_later"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Checked parameters with the file they come from.

    ``place`` gives file, line and the user's words of a path in the models' names, for findings of later steps.
    """

    parameters: Parameters
    file: Path
    language: str
    tree: Tree
    translation: Translation

    def place(self, *path: str | int) -> Place:
        """Where a setting stands: ``place("data", 0, "file")``."""
        return self.tree.place(self.translation.origin(path, self.language))

    def shown(self, name: str) -> str:
        """How a name is written in the language of this reading."""
        return shown(name, self.language)


def load(path: str | Path, *, language: str | None = None) -> Parameters:
    """What evaluation.yaml says, checked, with defaults filled in.

    Parameters
    ----------
    path
        The file, or the folder that holds ``evaluation.yaml``.
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
    >>> import tempfile, pathlib
    >>> from evaluera.parameters.starting import new
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = new("min-insats", folder=pathlib.Path(folder), language="sv")
    ...     made.name
    'min-insats'
    """
    return read(path, language=language).parameters


def read(path: str | Path, *, language: str | None = None) -> Reading:
    """Like :func:`load`, with the place of every setting.

    Raises
    ------
    ParameterError
        As :func:`load`.
    """
    file = locate(path)
    spoken = language_of(file, language=language)
    tree = parse(file)
    translation = Translation()
    raw = {key: value for key, value in tree.content.items() if meant(key, ("analyses",)) is None}
    content = translation.section(Parameters, raw, path=(), origin=())
    later = _taken_out(content, tree, translation, spoken)
    analyses = _analyses(content, tree, translation, spoken)
    if language is not None:
        content["language"] = language
    findings = [*tree.findings, *_twice(tree, translation), *later, *analyses]
    parameters = _validated(content, tree, translation, spoken, findings)
    if findings or parameters is None:
        raise ParameterError(sorted(_unique(findings), key=lambda each: each.place.line or 0))
    return Reading(parameters=parameters, file=file, language=spoken, tree=tree, translation=translation)


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
        text = decoded(locate(path).read_bytes())
    except (OSError, ParameterError):
        return DEFAULT_LANGUAGE
    said = re.search(
        r"^['\"]?(?:language|språk)['\"]?[ \t]*:[ \t]*['\"]?([^\s'\"#]+)", text, re.MULTILINE | re.IGNORECASE
    )
    return (meant(said[1], LANGUAGES) if said else None) or DEFAULT_LANGUAGE


def _analyses(content: dict[str, Any], tree: Tree, translation: Translation, language: str) -> list[Finding]:
    """Put the analyses into the content, with the options of their methods; what is wrong with them."""
    key = next((key for key in tree.content if meant(key, ("analyses",))), None)
    if key is None or tree.content[key] is None:
        return []
    translation.origins[("analyses",)] = (key,)
    reader = AnalysisReader(tree, translation, language=language)
    intervention = content.get("intervention")
    shared = intervention if isinstance(intervention, Mapping) else {}
    content["analyses"] = reader.read(tree.content[key], (key,), shared)
    return reader.findings


def _taken_out(content: dict[str, Any], tree: Tree, translation: Translation, language: str) -> list[Finding]:
    """Settings that a later version will know, refused with a sentence of their own."""
    found = []
    for name in list(content):
        if name in _LATER:
            found.append(Finding(code=_LATER[name], place=tree.place(translation.origin((name,), language))))
            del content[name]
    report = content.get("report")
    formats = report.get("formats") if isinstance(report, Mapping) else None
    for number, wanted in enumerate(formats if isinstance(formats, list) else []):
        if str(wanted).casefold().lstrip(".") in _FORMATS_LATER:
            place = tree.place(translation.origin(("report", "formats"), language))
            found.append(Finding(code="parameter.format_later", place=place, values={"found": str(wanted)}))
            formats[number] = "html"  # type: ignore[index]
    return found


def _validated(
    content: Mapping[str, Any], tree: Tree, translation: Translation, language: str, findings: list[Finding]
) -> Parameters | None:
    """The parameters; what the models refuse is added to the findings."""
    try:
        return Parameters.model_validate(content)
    except ValidationError as error:
        findings += complaints(
            error,
            Parameters,
            content,
            locate=lambda path: tree.place(translation.origin(path, language)),
            shown=lambda name: shown(name, language),
        )
        return None


def _twice(tree: Tree, translation: Translation) -> list[Finding]:
    """A setting that stands once in each language."""
    return [
        Finding(
            code="parameter.twice",
            place=tree.place(again),
            values={"found": str(again[-1]), "line": tree.lines.get(first, 0)},
        )
        for first, again in translation.twice
    ]


def _unique(findings: list[Finding]) -> list[Finding]:
    """A mistake in a shared setting is said once, not once for each analysis."""
    kept: dict[tuple[object, ...], Finding] = {}
    for each in findings:
        kept.setdefault((each.code, each.place, tuple(sorted(each.values.items()))), each)
    return list(kept.values())
