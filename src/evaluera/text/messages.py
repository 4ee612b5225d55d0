"""Sentences by key: ``sv.toml``, ``en.toml`` and ``process/*.sv.toml`` here, and those that a third party brings.

A sentence holds placeholders, ``{name}`` or ``{name:form}``; the values come raw and are written in the language here.

========================  ==================================================================
form                      gives
========================  ==================================================================
(none)                    text as it is; a number with three significant digits
``0`` ... ``9``           a number with so many decimals
``count``                 a number of events, no decimals
``ratio``                 two decimals
``signed``                a number with its plus or minus sign
``percent``               a share with the word: 0.12 is ``12 procent``
``percent_sign``          a share with the sign, for tables and headings: ``12 %``
``hundredths``            a share as percentage, no word: 0.12 is ``12``
``p``                     a p-value
``period``                a period label in words: ``januari 2005``; ``kvartal 13`` with the value ``season_length``
``periods``               period labels with blanks between: ``mars 2024, april 2024``
``date``                  an ISO date in words: ``20 januari 2026``
``label``                 the glossary's word for a key
``enum``                  the words of values of enumerations, machine names between blanks
``sheet``                 what process tables are called, machine names between blanks
``heading``               what a column of a process table is headed, ``table.column``
``key``                   the parts of a row's key, those marked with ``=`` as values of enumerations
``exact``                 a number as it is, with the decimal mark of the language
``message``               the sentence for a key (with the same values)
``plain``                 as Python writes it, no grouping or rounding (codes, row numbers)
========================  ==================================================================

A third party registers a package in the entry-point group ``evaluera.messages``; its ``sv.toml`` and ``en.toml`` are
read with the same keys. It adds keys, it cannot change ours. A sentence that it has in one language only is shown in
that language with a note.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any

from evaluera.text import numbers
from evaluera.text.dates import periods_text
from evaluera.text.labels import label
from evaluera.text.languages import LANGUAGES, Language, checked
from evaluera.text.table_words import enum_words, heading, key_words, sheet_names

__all__ = ["GROUP", "has", "keys", "message", "placeholders"]

GROUP = "evaluera.messages"

_FORMS: Mapping[str, Callable[[Any, str], str]] = {
    "count": numbers.count,
    "ratio": numbers.ratio,
    "signed": numbers.signed,
    "percent": numbers.percent,
    "percent_sign": lambda x, language: numbers.percent(x, language, form="table"),
    "hundredths": numbers.hundredths,
    "p": numbers.p_value,
    "periods": periods_text,
    "date": numbers.date,
    "label": label,
    "enum": enum_words,
    "key": key_words,
    "sheet": sheet_names,
    "heading": heading,
    "exact": numbers.exact,
}


def message(key: str, language: str, **values: object) -> str:
    """The sentence for a key, with its placeholders filled in.

    Parameters
    ----------
    key
        Names of the TOML tables joined by full stops: ``finding.data.duplicate_row``.
    language
        ``sv`` or ``en``.
    **values
        Raw values of the placeholders. Values that the sentence does not use are allowed.

    Raises
    ------
    KeyError
        Neither language has the key, or a placeholder has no value; the text names them.
    ParameterError
        The language is not known.

    Examples
    --------
    >>> message("finding.place.row", "sv", row=14)
    'rad 14'
    """
    language = checked(language)
    template, found_in = _template(key, language)
    text = _filled(template, found_in, key, values)
    return text if found_in == language else message("language.missing", language, text=text)


def keys(language: str) -> frozenset[str]:
    """All keys that have a sentence in the language, those of third parties included.

    Examples
    --------
    >>> "finding.place.row" in keys("en")
    True
    """
    language = checked(language)
    return frozenset(_own(language)) | frozenset(_foreign(language))


def has(key: str) -> bool:
    """Whether some language has a sentence for the key.

    Examples
    --------
    >>> has("finding.place.row"), has("nothing")
    (True, False)
    """
    return any(key in _own(each) or key in _foreign(each) for each in LANGUAGES)


def placeholders(key: str, language: str) -> frozenset[str]:
    """The names that the sentence for a key wants values for.

    Examples
    --------
    >>> sorted(placeholders("finding.place.row", "sv"))
    ['row']
    """
    template, _ = _template(key, checked(language))
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _template(key: str, language: Language) -> tuple[str, Language]:
    """The sentence and the language that it was found in."""
    for each in (language, *(other for other in LANGUAGES if other != language)):
        for catalogue in (_own, _foreign):
            if key in catalogue(each):
                return catalogue(each)[key], each
    raise KeyError(f"no message {key!r}")


def _filled(template: str, language: str, key: str, values: Mapping[str, object]) -> str:
    parts = []
    for text, name, form, _ in Formatter().parse(template):
        parts.append(text)
        if name is None:
            continue
        if name not in values:
            raise KeyError(f"message {key!r} wants a value for {name!r}")
        parts.append(_written(values[name], form or "", language, values))
    return "".join(parts)


def _written(value: object, form: str, language: str, values: Mapping[str, object]) -> str:
    """One value in the language."""
    if form == "message":
        return message(str(value), language, **values)
    if form == "plain":
        return str(value)
    if form == "period":
        return numbers.period_text(value, language, season_length=_season(values))
    if form in _FORMS:
        return _FORMS[form](value, language)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return numbers.number(value, language, int(form) if form else None)


def _season(values: Mapping[str, object]) -> int | None:
    """Periods in a year, where whoever wants the sentence knows them."""
    found = values.get("season_length")
    return found if isinstance(found, int) else None


@cache
def _own(language: Language) -> dict[str, str]:
    """Ours: the sentences of effects, checks and errors, and a file for each topic of the process half."""
    folder = files("evaluera.text")
    topics = sorted(folder.joinpath("process").iterdir(), key=lambda file: file.name)
    of_topics = [file for file in topics if file.name.endswith(f".{language}.toml")]
    found: dict[str, str] = {}
    for file in (folder.joinpath(f"{language}.toml"), *of_topics):
        found |= _read(file)
    return found


@cache
def _foreign(language: Language) -> dict[str, str]:
    """The sentences of third parties, in the order of their names; the first to bring a key keeps it."""
    found: dict[str, str] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        file = _folder(point.load()).joinpath(f"{language}.toml")
        if file.is_file():
            found = {**_read(file), **found}
    return found


def _folder(module: ModuleType) -> Traversable:
    """Where a package, or the file of a module, keeps its message files."""
    if hasattr(module, "__path__"):
        return files(module)
    return Path(str(module.__file__)).parent


def _read(file: Traversable) -> dict[str, str]:
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), ""))


def _flat(table: Mapping[str, Any], above: str) -> list[tuple[str, str]]:
    """Nested tables as pairs of a joined key and a sentence."""
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{above}.{name}" if above else name
        pairs.extend(_flat(value, key) if isinstance(value, Mapping) else [(key, str(value))])
    return pairs
