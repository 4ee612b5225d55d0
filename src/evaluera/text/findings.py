"""A finding in words: its place, then what was found, what is expected and what to do."""

from __future__ import annotations

from evaluera.errors import Finding, Place
from evaluera.text.languages import checked, current_language
from evaluera.text.messages import has, message

__all__ = ["current_language", "place_text", "render", "sentence"]


def render(finding: Finding, language: str | None = None) -> str:
    """The sentence of a finding with its place in front.

    Parameters
    ----------
    finding
        What was found; its code is a key below ``finding`` in the message files.
    language
        ``sv`` or ``en``; None takes :func:`current_language`.

    Returns
    -------
    str
        ``brott.csv, rad 14, kolumn antal: ...`` or ``evaluation.yaml rad 14, analyses[0].confidens: ...``. A code
        without a sentence (a third party forgot its messages) is shown as it is with its values, because an error
        must always be readable.

    Examples
    --------
    >>> place = Place(parameter="language")
    >>> render(Finding(code="parameter.unknown_language", place=place, values={"found": "de", "known": "sv, en"}), "en")
    'language: The language "de" is not known. Choose one of: sv, en.'
    """
    language = current_language() if language is None else checked(language)
    place = place_text(finding.place, language)
    text = sentence(finding, language)
    return f"{place}: {text}" if place else text


def sentence(finding: Finding, language: str, *, severity: bool = False) -> str:
    """The sentence without its place, with ``severity`` also whether it is an error, a warning or a note.

    Examples
    --------
    >>> sentence(Finding(code="data.empty_table", severity="warning"), "sv", severity=True)
    'Att tänka på: Tabellen har rubriker men inga rader. Lägg till rader.'
    """
    key = f"finding.{finding.code}"
    if has(key):
        text = message(key, language, **finding.values)
    else:
        text = " ".join([finding.code, *(f"{name}={value}" for name, value in finding.values.items())])
    return (
        message("mark.said", language, kind=message(f"mark.{finding.severity}", language), text=text)
        if severity
        else text
    )


def place_text(place: Place, language: str) -> str:
    """Where it stands: file with line, sheet, row, column, parameter; empty when nothing is known.

    Examples
    --------
    >>> place_text(Place(file="brott.csv", row=14, column="antal"), "sv")
    'brott.csv, rad 14, kolumn antal'
    >>> place_text(Place(file="evaluation.yaml", line=14, parameter="analyses[0].confidens"), "sv")
    'evaluation.yaml rad 14, analyses[0].confidens'
    """
    line = "" if place.line is None else message("finding.place.line", language, line=place.line)
    parts = [" ".join(part for part in (place.file, line) if part)]
    if place.sheet is not None:
        parts.append(message("finding.place.sheet", language, sheet=place.sheet))
    if place.row is not None:
        parts.append(message("finding.place.row", language, row=place.row))
    if place.column is not None:
        parts.append(message("finding.place.column", language, column=place.column))
    if place.parameter is not None:
        parts.append(place.parameter)
    return ", ".join(part for part in parts if part)
