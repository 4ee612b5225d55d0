"""Which setting or choice a person means: Swedish and English words for the names in evaluation.yaml."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from importlib.resources import files

__all__ = ["alike", "meant", "shown", "swedish"]

ENGLISH = {
    "swedish": ("sv",),
    "english": ("en",),
    "yes": ("true",),
    "no": ("false",),
    "lower is better": ("lower",),
    "higher is better": ("higher",),
    "from": ("first", "records"),
    "to": ("last",),
    "categories": ("category",),
}
"""English words beside the names themselves, and what they mean: one thing in each place."""


def meant(word: str, among: Collection[str]) -> str | None:
    """The name that a word means, of those that are possible here; None when it is none of them.

    Capitals, spaces, hyphens and underscores do not matter.

    Examples
    --------
    >>> meant("Skäl till urval", ["selection_reason", "owner"]), meant("utfall", ["method", "outcome"])
    ('selection_reason', 'outcome')
    >>> meant("confidens", ["confidence"]) is None
    True
    """
    if word in among:
        return word
    wanted = _folded(word)
    return next((name for name in among if wanted in _words_for(name)), None)


def alike(one: str, other: str) -> bool:
    """Whether two words mean the same name, or are the same word.

    Examples
    --------
    >>> alike("Skäl till urval", "selection_reason"), alike("start", "slut")
    (True, False)
    """
    first, second = _folded(one), _folded(other)
    return first == second or bool(_meanings().get(first, frozenset()) & _meanings().get(second, frozenset()))


def shown(name: str, language: str) -> str:
    """How a name is written to a reader of the language; the name itself where there is no other word.

    Examples
    --------
    >>> shown("selection_reason", "sv"), shown("selection_reason", "en")
    ('skäl till urval', 'selection_reason')
    """
    return swedish().get(name, (name,))[0] if language == "sv" else name


@cache
def swedish() -> dict[str, tuple[str, ...]]:
    """Swedish words by name, the one that we write ourselves first.

    Examples
    --------
    >>> swedish()["analyses"]
    ('analyser',)
    """
    text = files("evaluera.parameters").joinpath("words.csv").read_text(encoding="utf-8")
    return {row["word"]: tuple(row["sv"].split("|")) for row in csv.DictReader(text.splitlines())}


@cache
def _words_for(name: str) -> frozenset[str]:
    english = (word for word, names in ENGLISH.items() if name in names)
    return frozenset(_folded(word) for word in (name, *swedish().get(name, ()), *english))


@cache
def _meanings() -> dict[str, frozenset[str]]:
    """The names that each folded word can mean."""
    names = {*swedish(), *(name for meant_by in ENGLISH.values() for name in meant_by)}
    pairs = [(word, name) for name in names for word in _words_for(name)]
    return {word: frozenset(name for each, name in pairs if each == word) for word, _ in pairs}


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").replace("–", " ").split())
