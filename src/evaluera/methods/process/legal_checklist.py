"""What the law on municipalities' responsibility for crime prevention asks for, and what of it there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span

__all__ = ["CHECKLIST", "LegalItem", "LegalStatus", "age_in_months", "latest_picture", "legal_statuses"]

Fulfilment = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalItem:
    """One requirement of lag (2023:196), in force since 2023-07-01.

    ``paragraph`` is printed where it was checked against the statute. ``shown_by`` is the kind of document that shows
    it; without one it is found otherwise, or a person has to say (``by_person``).
    """

    name: str
    paragraph: str = ""
    shown_by: str = ""
    by_person: bool = False


CHECKLIST = (
    LegalItem(name="situation_picture", paragraph="4", shown_by="situation_picture"),
    LegalItem(name="situation_picture_content", paragraph="4", by_person=True),
    LegalItem(name="situation_picture_current"),
    LegalItem(name="action_plan", shown_by="action_plan"),
    LegalItem(name="coordination_function", by_person=True),
    LegalItem(name="council"),
    LegalItem(name="agreement", shown_by="collaboration_agreement"),
    LegalItem(name="followup"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStatus:
    """Whether one requirement is met at the evaluation date, and by what.

    ``document`` is an id ("" where none shows it), ``date`` when it was adopted or the thing was done, ``valid_until``
    how long it holds (None: no end). ``derived`` is what the other tables say; ``set_by_person``: a row of
    ``legal_item`` says ``status`` instead.
    """

    item: str
    status: Fulfilment
    derived: Fulfilment
    document: str = ""
    date: dt.date | None = None
    valid_until: dt.date | None = None
    set_by_person: bool = False


def legal_statuses(tables: ProcessTables, span: Span, *, picture_months: int) -> tuple[LegalStatus, ...]:
    """Every requirement of the checklist, in its order.

    A row of ``legal_item`` (of several the latest) overrides what the other tables say: one with ``valid_until`` from
    its year until that day, one without in its own year only.
    """
    own = _own_rules(tables, span, picture_months=picture_months)
    found = []
    for item in CHECKLIST:
        derived = _by_document(tables, span, item) if item.shown_by else own[item.name]() if item.name in own else None
        derived = derived or LegalStatus(item=item.name, status="unknown", derived="unknown")
        found.append(_overridden(derived, tables, span))
    return tuple(found)


def latest_picture(tables: ProcessTables, span: Span) -> tuple[str, dt.date] | None:
    """The situation picture adopted last, until the evaluation date: its id and when."""
    rows = _adopted(tables, span)
    rows = rows[rows["kind"] == "situation_picture"]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    return str(row["doc_id"]), row["adopted_on"].date()


def age_in_months(adopted: dt.date, last: dt.date) -> int:
    """Whole calendar months from one day to another.

    Examples
    --------
    >>> import datetime as dt
    >>> adopted = dt.date(2023, 1, 31)
    >>> age_in_months(adopted, dt.date(2023, 2, 28)), age_in_months(adopted, dt.date(2023, 3, 30))
    (1, 1)
    """
    months = (last.year - adopted.year) * 12 + last.month - adopted.month
    return months if pd.Timestamp(adopted) + pd.DateOffset(months=months) <= pd.Timestamp(last) else months - 1


def _own_rules(tables: ProcessTables, span: Span, *, picture_months: int) -> dict[str, Callable[[], LegalStatus]]:
    """The requirements that are not simply a document that is valid."""
    return {
        "situation_picture_current": lambda: _current(tables, span, picture_months),
        "council": lambda: _council(tables, span),
        "followup": lambda: _followed_up(tables, span),
    }


def _adopted(tables: ProcessTables, span: Span) -> pd.DataFrame:
    rows = tables.frame("document")
    return rows[rows["adopted_on"] <= pd.Timestamp(span.last)].sort_values(["adopted_on", "doc_id"])


def _by_document(tables: ProcessTables, span: Span, item: LegalItem) -> LegalStatus:
    last = pd.Timestamp(span.last)
    rows = _adopted(tables, span)
    begun = rows["valid_from"].isna() | (rows["valid_from"] <= last)
    valid = begun & (rows["valid_to"].isna() | (rows["valid_to"] >= last))
    return _of_document(item.name, rows[(rows["kind"] == item.shown_by) & valid])


def _of_document(item: str, rows: pd.DataFrame, *, day: str = "adopted_on") -> LegalStatus:
    if rows.empty:
        return LegalStatus(item=item, status="not_met", derived="not_met")
    row = rows.sort_values([day, "doc_id"]).iloc[-1]
    return LegalStatus(
        item=item,
        status="met",
        derived="met",
        document=str(row["doc_id"]),
        date=row[day].date(),
        valid_until=None if pd.isna(row["valid_to"]) else row["valid_to"].date(),
    )


def _current(tables: ProcessTables, span: Span, picture_months: int) -> LegalStatus:
    picture = latest_picture(tables, span)
    if picture is None:
        return LegalStatus(item="situation_picture_current", status="not_met", derived="not_met")
    document, adopted = picture
    status: Fulfilment = "met" if age_in_months(adopted, span.last) <= picture_months else "not_met"
    until = pd.Timestamp(adopted) + pd.DateOffset(months=picture_months + 1) - pd.Timedelta(days=1)
    return LegalStatus(
        item="situation_picture_current",
        status=status,
        derived=status,
        document=document,
        date=adopted,
        valid_until=until.date(),
    )


def _council(tables: ProcessTables, span: Span) -> LegalStatus:
    rows = tables.frame("meeting")
    days = rows.loc[(rows["forum"] == "umebra") & (rows["status"] == "held"), "date"]
    days = days[days.between(pd.Timestamp(span.first), pd.Timestamp(span.last))]
    if days.empty:
        return LegalStatus(item="council", status="not_met", derived="not_met")
    return LegalStatus(item="council", status="met", derived="met", date=days.max().date())


def _followed_up(tables: ProcessTables, span: Span) -> LegalStatus:
    """A document of any kind that was followed up in the span, or a report adopted in it."""
    documents = tables.frame("document")
    reports = documents[documents["kind"].isin(("annual_report", "evaluation_report"))]
    days = (documents.assign(day=documents["followed_up_on"]), reports.assign(day=reports["adopted_on"]))
    inside = [each[each["day"].between(pd.Timestamp(span.first), pd.Timestamp(span.last))] for each in days]
    shown = inside[0] if inside[1].empty else inside[1] if inside[0].empty else pd.concat(inside)
    return replace(_of_document("followup", shown, day="day"), valid_until=None)


def _overridden(found: LegalStatus, tables: ProcessTables, span: Span) -> LegalStatus:
    rows = tables.frame("legal_item")
    holds = rows["valid_until"] >= pd.Timestamp(span.last)
    of_span = rows["year"].between(span.first.year, span.last.year) & rows["valid_until"].isna()
    known = rows["year"] <= span.last.year
    rows = rows[(rows["item"] == found.item) & known & (of_span | holds)].sort_values("year")
    if rows.empty:
        return found
    row = rows.iloc[-1]
    return LegalStatus(
        item=found.item,
        status=row["status"],
        derived=found.derived,
        document=str(row["doc_id"] or ""),
        date=_adopted_on(tables, row["doc_id"]),
        valid_until=None if pd.isna(row["valid_until"]) else row["valid_until"].date(),
        set_by_person=True,
    )


def _adopted_on(tables: ProcessTables, document: str | None) -> dt.date | None:
    rows = tables.frame("document")
    days = rows.loc[rows["doc_id"] == document, "adopted_on"].dropna()
    return None if days.empty else days.iloc[0].date()
