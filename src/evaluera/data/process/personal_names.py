"""Whether a text could name a person: a first name and a surname by their form, without a list of names.

Two words with capitals are a name unless their form or their neighbours say that they are a place, an organisation, a
time or the beginning of a sentence. What is left out are ordinary words and endings, never names of persons.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluera.data.process.assembled_tables import AssembledTable

__all__ = ["known_words", "name_in"]

_CAPITAL, _SMALL = "A-ZÅÄÖÉÜÇŠŽĐ", "a-zåäöéèüøæçšžđćí"
_WORD = rf"[{_CAPITAL}][{_SMALL}]+"
_BETWEEN = rf"(?:[{_CAPITAL}]\.? )?(?:von |af |de |van |[Aa]l[- ]|[Ee]l[- ])?"
_NAME = re.compile(rf"(?<![\w-])(?P<first>{_WORD})(?:-{_WORD})? {_BETWEEN}(?P<last>{_WORD})(?:-{_WORD})?(?![\w-])")
_NEIGHBOUR = re.compile(r"[^\W\d_]+")
_LONGEST_FIRST_NAME = 11

_SURNAME = re.compile(r"\w*(?:son|ström|berg|gren|qvist|kvist|lund|dahl|ngren|blad|löf|lind|mark|man|stedt|feldt)s?")
"""Endings that are seldom those of a place; a place before or after the pair still speaks against a name."""
_PLACE_ENDING = re.compile(
    r"\w+(?:gatan|vägen|torget|parken|skolan|gården|området|staden|stad|köping|centrum|kommun|bostäder|fastigheter|huset"
    r"|hallen|badet|bron|hamnen|backen|stigen|gränd|allén|plan|platsen|kyrkan|bygden|älven|sjön|ängen|höjden|länet|län"
    r"|föreningen|förbundet|nämnden|rådet|polisen|styrelsen|verket|myndigheten|universitetet|sjukhus|gruppen"
    r"|bandet|laget|university|council|street)s?"
)
_ORDINARY_ENDING = re.compile(
    r"\w+(?:ningen|ningar|ningarna|ning|heten|heter|het|erna|arna|orna|ande|ende|tionen|tioner|tion|skap|skapet|ing|are"
    r"|aren|ska|liga|ade|iska|ment)"
)
_WORDS = "no-names.csv"
_SAINTS = ("sankt", "sankta", "st")


def known_words(tables: Mapping[str, AssembledTable]) -> frozenset[str]:
    """The words of the names of areas, organisations, projects and activities: they are no persons."""
    named = {
        "area": ("name",),
        "organisation": ("name",),
        "project": ("name_sv", "name_en"),
        "activity_plan": ("name_sv", "name_en"),
    }
    texts = (
        text
        for name, columns in named.items()
        if name in tables
        for each in columns
        for text in tables[name].frame[each].dropna()
    )
    return frozenset(word.casefold() for text in texts for word in _NEIGHBOUR.findall(str(text)))


def name_in(text: str, known: Collection[str]) -> str | None:
    """Two words with capitals that could be the name of a person, or None.

    Parameters
    ----------
    text
        A sentence.
    known
        Words, in small letters, that are names of areas, organisations and activities: a pair with one of them is
        no person.

    Examples
    --------
    >>> name_in("Samtal med Anna Svensson om belysningen", ()), name_in("Ersboda Centrum", {"ersboda"})
    ('Anna Svensson', None)
    >>> name_in("Klotter vid Anna Lindhagens plats", ()), name_in("Svenska Bostäder och Ålidhem Centrum", ())
    (None, None)
    """
    at = 0
    while (found := _NAME.search(text, at)) is not None:
        if _is_name(found, text, known):
            return found[0]
        at = found.start("last")
    return None


def _is_name(found: re.Match[str], text: str, known: Collection[str]) -> bool:
    first, last = found["first"].casefold(), found["last"].casefold()
    if {first, last} & set(known) or any(map(_no_name, (first, last))) or len(first) > _LONGEST_FIRST_NAME:
        return False
    if {first, last} & _words("time") and not _SURNAME.fullmatch(last):
        return False
    before = _NEIGHBOUR.findall(text[: found.start()])
    after = _NEIGHBOUR.match(text, found.end() + 1) if text[found.end() : found.end() + 1] == " " else None
    following = "" if after is None else after[0].casefold()
    if following in _words("thing") or (before and before[-1].casefold() in _SAINTS):
        return False
    if _ORDINARY_ENDING.fullmatch(first):
        return False
    at_a_place = bool(before) and before[-1].casefold() in _words("at")
    return _SURNAME.fullmatch(last) is not None or not (at_a_place or _ORDINARY_ENDING.fullmatch(last))


def _no_name(word: str) -> bool:
    """Whether the word is an ordinary word, a description or a kind of place or organisation."""
    said = map(_words, ("ordinary", "describing", "thing"))
    return any(word in words for words in said) or _PLACE_ENDING.fullmatch(word) is not None


@cache
def _words(kind: str) -> frozenset[str]:
    """Words that say what a pair is instead: a time, an ordinary word, a description, a kind of thing, a place (at)."""
    text = files("evaluera.data.process").joinpath(_WORDS).read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(text.splitlines()) if row["kind"] == kind)
