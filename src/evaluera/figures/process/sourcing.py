"""Where the numbers of a process figure come from, and for which time."""

from __future__ import annotations

from evaluera.design.span import Span
from evaluera.text.messages import message
from evaluera.text.table_words import sheet_names

__all__ = ["source_line", "span_words"]


def source_line(tables: str, span: Span, language: str) -> str:
    """The tables (machine names, blanks between them) and the days, for the caption.

    Examples
    --------
    >>> source_line("meeting", Span.of_year(2024), "sv")
    'Källa: möte. Period: 1 januari 2024–31 december 2024.'
    """
    return message(
        "figure.process.source", language, tables=sheet_names(tables, language), days=span_words(span, language)
    )


def span_words(span: Span, language: str) -> str:
    """From the first day to the evaluation date.

    Examples
    --------
    >>> span_words(Span.of_year(2024), "en")
    '1 January 2024–31 December 2024'
    """
    return message("figure.process.days", language, first=span.first.isoformat(), last=span.last.isoformat())
