"""Keys and labels: the project's glossary and the words of its enumerations, in both languages."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from evaluera.text.languages import LANGUAGES, checked

__all__ = ["enum_label", "key_of", "label", "labels"]

_GLOSSARY = "glossary.csv"
_ENUMERATIONS = "enum-labels.csv"
"""Lies where the tables are read: the words that people write in them."""


def label(key: str, language: str) -> str:
    """The word for a key: from the glossary, else from the labels of enumerations.

    Raises
    ------
    KeyError
        The key stands in neither.

    Examples
    --------
    >>> label("no_clear_effect", "sv"), label("high_level", "en")
    ('ingen tydlig effekt', 'high level')
    """
    language = checked(language)
    for table in (_GLOSSARY, _ENUMERATIONS):
        if key in _table(table):
            return _table(table)[key][language]
    raise KeyError(key)


def enum_label(value: str, language: str) -> str:
    """The word for a value of an enumeration, where the glossary has another word for the same key.

    Raises
    ------
    KeyError
        No enumeration has the value.

    Examples
    --------
    >>> enum_label("outcome", "sv"), label("outcome", "sv")
    ('utfallsmål', 'utfall')
    """
    return _table(_ENUMERATIONS)[value][checked(language)]


def key_of(word: str, among: Collection[str] | None = None) -> str | None:
    """The key that a word means: a label in either language, or the key itself; capitals and spaces do not matter.

    Parameters
    ----------
    word
        What a person wrote.
    among
        Only these keys may be meant. The same word can label several keys; without ``among`` the glossary goes first.

    Returns
    -------
    str or None
        None when the word is not known.

    Examples
    --------
    >>> key_of("Hög nivå"), key_of("high level"), key_of("high_level"), key_of("xyz")
    ('high_level', 'high_level', 'high_level', None)
    """
    wanted = _folded(word)
    for candidate in _words().get(wanted, ()):
        if among is None or candidate in among:
            return candidate
    return None


def labels(language: str) -> dict[str, str]:
    """All keys with their words, the glossary's before the enumerations'.

    Examples
    --------
    >>> labels("sv")["trend"]
    'trend'
    """
    language = checked(language)
    return {key: words[language] for key, words in {**_table(_ENUMERATIONS), **_table(_GLOSSARY)}.items()}


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    home = "evaluera.text" if name == _GLOSSARY else "evaluera.data.process"
    text = files(home).joinpath(name).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    column = "key" if name == _GLOSSARY else "value"
    return {row[column]: {language: row[language] for language in LANGUAGES} for row in rows}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Folded word to the keys it can mean, the glossary's first."""
    found: dict[str, list[str]] = {}
    for table in (_GLOSSARY, _ENUMERATIONS):
        for key, words in _table(table).items():
            for word in (key, *words.values()):
                keys = found.setdefault(_folded(word), [])
                if key not in keys:
                    keys.append(key)
    return {word: tuple(keys) for word, keys in found.items()}


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())
