"""The legal checklist as a table: each requirement, whether it is met, by which document, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from evaluera.methods.process.legal_checklist import CHECKLIST, LegalStatus
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.numbers import MISSING, date

__all__ = ["legal_table"]

_HEADS = ("item", "status", "document", "date", "valid_until")


def legal_table(statuses: Iterable[LegalStatus], *, language: str) -> Table:
    """One row for each requirement; a star where a person set the status, with what the tables say below.

    Examples
    --------
    >>> council = LegalStatus(item="council", status="met", derived="met", date=dt.date(2024, 3, 1))
    >>> legal_table([council], language="sv").rows[0][:2]
    ('Det finns ett brottsförebyggande råd eller motsvarande forum', 'uppfyllt')
    """
    shown = tuple(statuses)
    return Table(
        caption=message("table.legal.caption", language),
        headers=tuple(message(f"table.legal.{head}", language) for head in _HEADS),
        rows=tuple(_row(each, language) for each in shown),
        note=" ".join(_set(each, language) for each in shown if each.set_by_person),
    )


def _row(each: LegalStatus, language: str) -> tuple[str, ...]:
    status = message(f"measure.state.{each.status}", language)
    return (
        _requirement(each.item, language),
        f"{status} *" if each.set_by_person else status,
        each.document or MISSING,
        _day(each.date, language),
        _day(each.valid_until, language),
    )


def _requirement(item: str, language: str) -> str:
    """What is required, with the paragraph where it was checked."""
    text = message(f"legal.item.{item}", language)
    paragraph = next((known.paragraph for known in CHECKLIST if known.name == item), "")
    return f"{text} ({message('legal.paragraph', language, number=paragraph)})" if paragraph else text


def _set(each: LegalStatus, language: str) -> str:
    values = {"item": message(f"legal.item.{each.item}", language)}
    return message("table.legal.set", language, **values, derived=message(f"measure.state.{each.derived}", language))


def _day(day: dt.date | None, language: str) -> str:
    return MISSING if day is None else date(day, language)
