"""The words for what is counted in EST: the categories of the table, and all of them together."""

from __future__ import annotations

from evaluera.data.process.enum_words import enum_value, nearest_value
from evaluera.data.process.table_registry import table_kind

__all__ = ["EVERY", "categories", "category_meant", "nearest_category"]

EVERY = "all"
"""All categories together."""

_EVERY_WORDS = ("all", "alla", "observations", "iakttagelser")


def categories() -> tuple[str, ...]:
    """The machine names of the categories."""
    return table_kind("est_report").column("category").values


def category_meant(word: str) -> str | None:
    """The category that a word means in Swedish or English; ``all`` for all of them; None when it means none.

    Examples
    --------
    >>> category_meant("Klotter"), category_meant("littering"), category_meant("iakttagelser"), category_meant("xyz")
    ('graffiti', 'littering', 'all', None)
    """
    return EVERY if word.strip().casefold() in _EVERY_WORDS else enum_value(word, categories())


def nearest_category(word: str) -> str:
    """The category whose own name, or word in either language, is most like the word.

    Examples
    --------
    >>> nearest_category("kloter")
    'graffiti'
    """
    return nearest_value(word, categories())
