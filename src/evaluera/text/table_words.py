"""What the process tables, their columns and their values are called: Swedish headings, in English machine names."""

from __future__ import annotations

from evaluera.data.process.table_registry import table_kinds
from evaluera.text.labels import enum_label
from evaluera.text.languages import checked

__all__ = ["enum_words", "heading", "key_words", "sheet_names"]


def sheet_names(names: str, language: str) -> str:
    """The names of sheets, for machine names of tables with blanks between them.

    Examples
    --------
    >>> sheet_names("activity_log meeting", "sv"), sheet_names("activity_log", "en")
    ('aktivitetslogg, möte', 'activity_log')
    """
    swedish = checked(language) == "sv"
    return ", ".join(table_kinds()[name].sheet if swedish else name for name in names.split())


def heading(column: str, language: str) -> str:
    """The heading of a column, given as ``table.column``.

    Examples
    --------
    >>> heading("activity_log.n_women", "sv"), heading("activity_log.n_women", "en")
    ('kvinnor', 'n_women')
    """
    table, _, name = column.partition(".")
    return table_kinds()[table].column(name).heading if checked(language) == "sv" else name


def enum_words(values: str, language: str) -> str:
    """The words of values, for machine names with blanks between them; a value without a word is shown as it is.

    Examples
    --------
    >>> enum_words("held cancelled", "sv")
    'genomförd, inställd'
    """
    return ", ".join(_word(value, language) for value in values.split())


def key_words(parts: str, language: str) -> str:
    """The parts of a key, with commas between them; those that begin with ``=`` are values of enumerations.

    Examples
    --------
    >>> key_words("ersboda, 2024, =women", "sv")
    'ersboda, 2024, kvinnor'
    """
    return ", ".join(_word(part[1:], language) if part.startswith("=") else part for part in parts.split(", "))


def _word(value: str, language: str) -> str:
    try:
        return enum_label(value, language)
    except KeyError:
        return value
