"""What people write beside the YAML: ``commentary/<section>.md`` is placed in that section."""

from __future__ import annotations

from pathlib import Path

from evaluera.errors import EvalueraError, Finding, Place
from evaluera.report.markup import Html, element
from evaluera.report.prose import prose
from evaluera.report.section import SECTIONS
from evaluera.text.languages import LANGUAGES
from evaluera.text.messages import message

__all__ = ["FOLDER", "check", "comment", "files"]

FOLDER = "commentary"


def files(folder: Path) -> tuple[Path, ...]:
    """The commentary files of an evaluation, by name; files of an editor or of a system are no commentary."""
    found = (folder / FOLDER).glob("*.md") if (folder / FOLDER).is_dir() else iter(())
    return tuple(sorted(file for file in found if not file.name.startswith((".", "~"))))


def check(folder: Path, language: str) -> None:
    """Stop when a file names no section (its known names are told) or cannot be read.

    Raises
    ------
    EvalueraError
        ``report.unknown_commentary`` and ``report.unreadable_commentary``, all at once.
    """
    findings = []
    for file in files(folder):
        place = Place(file=f"{FOLDER}/{file.name}")
        if _section(file) is None:
            values = {"found": file.stem, "known": ", ".join(_words(section, language) for section in SECTIONS)}
            findings.append(Finding(code="report.unknown_commentary", place=place, values=values))
        try:
            file.read_text(encoding="utf-8-sig")
        except (UnicodeDecodeError, OSError):
            findings.append(Finding(code="report.unreadable_commentary", place=place))
    if findings:
        raise EvalueraError(findings)


def comment(folder: Path, section: str, language: str) -> Html | None:
    """The commentary of a section as HTML, None when there is none."""
    written = [file for file in files(folder) if _section(file) == section]
    if not written:
        return None
    texts = [prose(file.read_text(encoding="utf-8-sig"), language=language, folder=file.parent) for file in written]
    title = element("h3", message("report.commentary.heading", language))
    return element("div", title, texts, class_="commentary")


def _section(file: Path) -> str | None:
    """The section that a file name means: its key, or its word in either language."""
    wanted = file.stem.casefold().replace("_", " ").strip()
    for section in SECTIONS:
        names = {section.replace("_", " "), *(_words(section, language).casefold() for language in LANGUAGES)}
        if wanted in names:
            return section
    return None


def _words(section: str, language: str) -> str:
    return message(f"report.file.{section}", language)
