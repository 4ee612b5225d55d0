"""The legal checklist as it is read."""

from __future__ import annotations

import datetime as dt

from evaluera.methods.process.legal_checklist import CHECKLIST, LegalStatus
from evaluera.tables.legal_checklist import legal_table

PICTURE = LegalStatus(
    item="situation_picture",
    status="met",
    derived="met",
    document="lb-2023",
    date=dt.date(2023, 3, 15),
    valid_until=dt.date(2025, 12, 31),
)
SAID = LegalStatus(item="council", status="not_met", derived="met", set_by_person=True)


def test_swedish() -> None:
    table = legal_table([PICTURE, SAID], language="sv")
    assert table.headers == ("Krav", "Status", "Dokument", "Datum", "Gäller till")
    assert table.rows[0] == (
        "Det finns en lägesbild (4 §)",
        "uppfyllt",
        "lb-2023",
        "15 mars 2023",
        "31 december 2025",
    )
    assert table.rows[1][1:] == ("ej uppfyllt *", "–", "–", "–")
    assert table.note == (
        "* Det finns ett brottsförebyggande råd eller motsvarande forum: "
        "angivet av en person. Enligt tabellerna: uppfyllt."
    )


def test_every_requirement_has_words_in_both_languages() -> None:
    statuses = [LegalStatus(item=item.name, status="unknown", derived="unknown") for item in CHECKLIST]
    for language, word in (("sv", "okänt"), ("en", "unknown")):
        table = legal_table(statuses, language=language)
        assert len({row[0] for row in table.rows}) == len(CHECKLIST)
        assert {row[1] for row in table.rows} == {word}
