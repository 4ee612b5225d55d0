"""The words of enumerations: what people write in a cell, to the machine name."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from evaluera.data.columns import near

__all__ = ["enum_value", "nearest_value"]

LABELS = "enum-labels.csv"
"""Machine name, Swedish and English label of every value."""


def enum_value(word: str, values: Sequence[str]) -> str | None:
    """The machine name that a word means: itself, its Swedish or its English label; capitals do not matter.

    Examples
    --------
    >>> enum_value("Genomförd", ("held", "partly")), enum_value("held", ("held",)), enum_value("kanske", ("held",))
    ('held', 'held', None)
    """
    return _meanings(tuple(values)).get(_folded(word))


def nearest_value(word: str, values: Sequence[str]) -> str:
    """The machine name whose own name or label is most like the word; empty when none is like it.

    Examples
    --------
    >>> nearest_value("instäld", ("held", "partly", "cancelled")), nearest_value("kanske", ("held", "cancelled"))
    ('cancelled', '')
    """
    meanings = _meanings(tuple(values))
    return meanings.get(near(_folded(word), meanings), "")


@cache
def _meanings(values: tuple[str, ...]) -> Mapping[str, str]:
    """Folded words to the values; where two values share a label, the first has it."""
    found: dict[str, str] = {}
    for value in values:
        for word in (value, *_labels().get(value, ())):
            found.setdefault(_folded(word), value)
    return found


@cache
def _labels() -> Mapping[str, tuple[str, str]]:
    text = files("evaluera.data.process").joinpath(LABELS).read_text(encoding="utf-8")
    return {row["value"]: (row["sv"], row["en"]) for row in csv.DictReader(text.splitlines())}


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())
