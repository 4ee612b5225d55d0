"""Does the municipality have what the law asks for?"""

from __future__ import annotations

from evaluera.methods.process.counting import number_of, state_of
from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.legal_checklist import LegalStatus, age_in_months, latest_picture, legal_statuses
from evaluera.methods.process.measuring import not_computed
from evaluera.methods.process.theme import ThemeMethod
from evaluera.results.measure import Measure

__all__ = ["INDICATORS", "Compliance"]

_STATUSES = ("met", "not_met", "unknown")


def _checklist(asked: Asked) -> tuple[Measure, ...]:
    """PC01: how many requirements are met, not met and unknown; then each; then what the tables say of those set."""
    statuses = legal_statuses(asked.tables, asked.span, picture_months=asked.limits.picture_months)
    found: list[str] = [each.status for each in statuses]
    counts = [number_of("PC01", found.count(status), total=len(found), variant=status) for status in _STATUSES]
    items = [_item(each) for each in statuses]
    derived = [_item(each, derived=True) for each in statuses if each.set_by_person]
    return (*counts, *items, *derived)


def _item(each: LegalStatus, *, derived: bool = False) -> Measure:
    """One requirement; a status that a person set has the reason ``set_by_person``."""
    return state_of(
        "PC01",
        each.derived if derived else each.status,
        variant="derived" if derived else "status",
        split="legal_item",
        part=each.item,
        reason="set_by_person" if each.set_by_person and not derived else "",
    )


def _picture_age(asked: Asked) -> tuple[Measure, ...]:
    """PC02: whole calendar months since the latest situation picture was adopted; ``state`` current or outdated."""
    picture = latest_picture(asked.tables, asked.span)
    if picture is None:
        return (not_computed("PC02", unit="months", reason="no_picture"),)
    months = age_in_months(picture[1], asked.span.last)
    state = "current" if months <= asked.limits.picture_months else "outdated"
    return (Measure(indicator="PC02", value=float(months), unit="months", n=1, state=state),)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PC01",
        theme="compliance",
        unit="status",
        dimension="compliance",
        tables=("document", "meeting"),
        helped_by=("legal_item",),
        uncertainty="full_count",
        compute=_checklist,
    ),
    Indicator(
        id="PC02",
        theme="compliance",
        unit="months",
        dimension="compliance",
        tables=("document",),
        uncertainty="full_count",
        compute=_picture_age,
    ),
)


class Compliance(ThemeMethod):
    """Does the municipality have what the law asks for?

    Each requirement of lag (2023:196) on municipalities' responsibility for crime prevention: met, not met or unknown
    (PC01), and the age of the situation picture (PC02, limit 24 months).

    Assumptions
    -----------
    A document that is adopted and valid shows its requirement; at least one held Umebrå meeting shows the council; a
    document followed up, or an annual or evaluation report adopted, shows the follow-up. What the situation picture
    holds and the coordination function are unknown until a person says (``legal_item``), and what a person says goes
    before the tables; both are then shown.

    When not to use
    ---------------
    It is a checklist for the municipality itself, not legal advice, and says nothing of quality. It is not for time
    before July 2023, when the law came into force.

    References
    ----------
    Lag (2023:196) om kommuners ansvar för brottsförebyggande arbete.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> picture = {"doc_id": "d1", "kind": "situation_picture", "adopted_on": "2023-03-15", "valid_from": "2023-03-15"}
    >>> tables = process_tables(document=pd.DataFrame([picture]), meeting=pd.DataFrame())
    >>> found = evaluera.estimate("compliance", tables, year=2024)
    >>> found.of("PC02").value, found.of("PC01", variant="status", split="legal_item", part="situation_picture").state
    (21.0, 'met')
    """

    name = "compliance"
