"""Numbers of the process half as they are read: each unit, bound, level, reason and remark, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from evaluera.methods.process.limits import Limits
from evaluera.results.measure import Measure
from evaluera.tables.measure_cells import (
    bounds_cell,
    indicator_name,
    level_cell,
    measure_cell,
    measure_name,
    split_name,
)
from evaluera.tables.measures import measures_table, split_tables
from evaluera.text.process_names import ProcessNames

NAMES = ProcessNames(language="sv", known={("activity", "a1"): "Öppen kväll", ("activity", "a2"): "Föräldrakurs"})


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def measure(indicator: str = "PF01", value: float | None = 0.8, unit: str = "share", **more: Any) -> Measure:
    return Measure(indicator=indicator, value=value, unit=unit, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (measure(numerator=4, denominator=5), "4 av 5 (80 %)", "4 of 5 (80%)"),
        (measure(value=1.25, numerator=5, denominator=4), "5 av 4 (125 %)", "5 of 4 (125%)"),
        (measure(value=0.65, numerator=6.5, denominator=10), "65 %", "65%"),
        (measure(value=0.65), "65 %", "65%"),
        (
            measure("PL02", 0.6, numerator=24, denominator=40, state="hours"),
            "24 av 40 timmar (60 %)",
            "24 of 40 hours (60%)",
        ),
        (measure("PR01", 0.5, numerator=6, denominator=12, persons=True), "6 av 12 (50 %) ‡", "6 of 12 (50%) ‡"),
        (measure("PR01", 0.5, numerator=10, denominator=20, persons=True), "10 av 20 (50 %)", "10 of 20 (50%)"),
        (measure("PM05", 12.0, "days"), "12 dagar", "12 days"),
        (measure("PM05", 7.5, "days"), "7,5 dagar", "7.5 days"),
        (measure("PC02", 14.0, "months"), "14 månader", "14 months"),
        (measure("PE04", 3.0, "count"), "3", "3"),
        (measure("PE02", 1.234, "rate"), "1,23", "1.23"),
        (measure("PD01", 0.04, "hours_per_1000"), "0,04 timmar per 1 000 invånare", "0.04 hours per 1,000 inhabitants"),
        (measure("PD02", 155.5, "person_hours"), "155,5 persontimmar", "155.5 person-hours"),
        (measure("PB02", 29428.57, "sek"), "29 429 kr", "SEK 29,429"),
        (measure("PB03", 2861.1, "sek"), "2861 kr", "SEK 2861"),
        (measure("PS03", 2.2222, "scale"), "2,2", "2.2"),
        (measure("PS02", 0.5556, "index"), "0,56", "0.56"),
        (measure("PR02", 0.7, "ratio"), "0,70", "0.70"),
        (measure("PC01", None, "status", state="met"), "uppfyllt", "met"),
        (measure("PL01", None, "status", state="kept"), "hållet", "kept"),
        (
            measure(value=None, reason="nothing_planned"),
            "ej beräknad – inget var planerat",
            "not computed – nothing was planned",
        ),
        (
            measure("PB04", None, "sek", reason="cannot_be_computed", state="effect_not_clear"),
            "kan inte beräknas, det är inte visat att brotten blev färre",
            "cannot be computed, it is not shown that there were fewer crimes",
        ),
        (
            measure(value=None, reason="no_data", state="activity_log"),
            "ej beräknad – underlag saknas",
            "not computed – no data",
        ),
        (measure("PR01", None, reason="protected"), "visas inte (små tal)", "not shown (small numbers)"),
        (measure(value=None), "–", "–"),
    ],
)
def test_a_number_as_it_is_read(number: Measure, swedish: str, english: str) -> None:
    assert plain(measure_cell(number, "sv")) == swedish
    assert plain(measure_cell(number, "en")) == english


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (measure(low=0.75, high=0.893, bounds="missing"), "75–89 %", "75–89%"),
        (measure("PE03", 0.5, low=0.26, high=0.84, bounds="confidence"), "26–84 % *", "26–84% *"),
        (measure("PE03", 30.0, "days", low=3.0, high=None, bounds="confidence"), "3–ej nådd *", "3–not reached *"),
        (measure("PS02", 0.5, "index", low=0.4167, high=0.6667, bounds="missing"), "0,42–0,67", "0.42–0.67"),
        (measure("PF07", 0.6, "index", low=0.4, high=0.9, bounds="range"), "0,40–0,90 †", "0.40–0.90 †"),
        (measure(), "–", "–"),
    ],
)
def test_the_bounds(number: Measure, swedish: str, english: str) -> None:
    assert plain(bounds_cell(number, "sv")) == swedish
    assert plain(bounds_cell(number, "en")) == english


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (measure(band="low"), "▽ låg", "▽ low"),
        (measure(band="partly"), "◐ delvis", "◐ partly"),
        (measure(band="high"), "● hög", "● high"),
        (measure("PR02", 0.7, "ratio", state="under_represented"), "underrepresenterad", "under-represented"),
        (measure("PR02", 1.0, "ratio", state="balanced"), "balanserad", "balanced"),
        (measure("PR02", 1.4, "ratio", state="over_represented"), "överrepresenterad", "over-represented"),
        (measure("PC02", 30.0, "months", state="outdated"), "för gammal", "outdated"),
        (measure("PI02", 0.7, "index", state="tentative"), "preliminär", "tentative"),
        (measure("PL02", 0.6, state="hours"), "–", "–"),
        (measure("PR01", 0.1, state="upper_bound"), "–", "–"),
        (measure("PC01", None, "status", state="met"), "–", "–"),
        (measure("PF07", 0.6, "index", state="PQ01"), "–", "–"),
    ],
)
def test_the_level_or_the_word_that_judges(number: Measure, swedish: str, english: str) -> None:
    assert level_cell(number, "sv") == swedish
    assert level_cell(number, "en") == english


def test_names_of_numbers_variants_and_parts() -> None:
    assert indicator_name("PM01", "sv") == "Mötesföljsamhet"
    assert indicator_name("PE03", "en", variant="open") == "Time to action, still open"
    assert indicator_name("PM01", "sv", variant="own_variant") == "Mötesföljsamhet, own_variant"
    assert measure_name(measure("PM01"), NAMES) == "Mötesföljsamhet"
    assert measure_name(measure("PR05", split="activity", part="a1"), NAMES) == "Öppen kväll: Deltagande mot plan"
    assert (split_name("activity", "sv"), split_name("my_split", "sv")) == ("Aktivitet", "My split")


def test_a_table_says_what_its_signs_mean_and_nothing_else() -> None:
    assert measures_table([measure()], NAMES, caption="c").note == ""
    missing = measure(low=0.7, high=0.9, bounds="missing")
    assert measures_table([missing], NAMES, caption="c").note == (
        "Gränserna visar vad värdet kunde ha varit om de uppgifter som saknas vore kända."
    )
    chance = measure("PE03", low=0.7, high=0.9, bounds="confidence")
    assert measures_table([chance], NAMES, caption="c").note == "* Osäkerhetsintervall, 95 procent."
    few = measure("PR01", 0.5, numerator=6, denominator=12, persons=True)
    assert measures_table([few], NAMES, caption="c").note == (
        "‡ Andel av färre än 20 personer: en enda person gör stor skillnad."
    )
    hidden = measure("PR01", None, reason="protected")
    assert measures_table([hidden], NAMES, caption="c").note == (
        "Små antal personer visas inte, för att skydda enskilda."
    )


def test_names_and_notes_say_the_limits_that_were_used() -> None:
    limits = Limits(low_below=0.5, high_from=0.9, fewest_for_band=10, log_days=14, action_days=(60,))
    names = ProcessNames(language="sv", known={}, limits=limits)
    assert plain(measures_table([measure(band="low")], names, caption="c").note) == (
        "Nivå: låg under 50 procent, hög från 90 procent, delvis däremellan. "
        "Nivån anges inte när färre än 10 ligger bakom."
    )
    late = measure("DQ02", 0.5, variant="late")
    assert measure_name(late, names) == "Loggfördröjning, andel rader som skrevs senare än 14 dagar"
    assert measure_name(measure("PE03", 0.5, variant="within_60"), names) == "Tid till åtgärd, klara inom 60 dagar"
    assert measure_name(measure("PE03", 0.5, variant="within_30"), names) == "Tid till åtgärd, klara inom 30 dagar"
    half = measure("PF01", 0.5, variant="partly_half")
    assert measure_name(half, names) == "Genomförandegrad, delvis genomförda räknas som 0,5"


def test_a_sum_that_counts_a_person_twice_says_so() -> None:
    both = measure("PR01", 0.05, numerator=144, denominator=3096, state="upper_bound")
    table = measures_table([both], NAMES, caption="Räckvidd")
    assert plain(table.rows[0][1]) == "144 av 3096 (5 %)"
    assert table.note == "Räckvidd är en övre gräns: samma person kan ha räknats flera gånger."


def test_a_profile_names_the_parts_it_was_computed_without() -> None:
    whole = measure("PF07", 0.6, "index", state="PQ01")
    assert measures_table([whole], NAMES, caption="c").note == (
        "Programtrohet, profil: räknat utan genomförandekvalitet."
    )
    parts = [measure("PF07", 0.6, "index", state="PF03 PQ01", split="activity", part=part) for part in ("a1", "a2")]
    (table,) = split_tables(parts, NAMES, split="activity", caption="c")
    assert table.note == (
        "Programtrohet, profil: räknat utan kärnkomponenter, genomförandekvalitet för Öppen kväll, Föräldrakurs."
    )


def test_a_split_has_a_row_for_each_part_by_name_and_a_column_for_each_number() -> None:
    listed = [
        measure("PF01", 0.6, numerator=6, denominator=10, split="activity", part="a1", band="partly"),
        measure("PF01", 0.5, numerator=4, denominator=8, split="activity", part="a2", low=0.4, bounds="missing"),
        measure("PF02", 0.63, split="activity", part="a1"),
        measure("PF01", 0.9, split="activity", part="a1", period="2024-01"),
        measure("PF01", 0.9, split="area", part="a1"),
    ]
    (table,) = split_tables(listed, NAMES, split="activity", caption="Genomförande per aktivitet")
    assert table.headers == ("Aktivitet", "Genomförandegrad", "Levererad dos")
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["Föräldrakurs", "4 av 8 (50 %)", "–"],
        ["Öppen kväll", "6 av 10 (60 %)", "63 %"],
    ]
    assert table.note == ""


def test_more_than_five_numbers_go_on_in_another_table() -> None:
    listed = [
        measure(each, 0.5, split="activity", part="a1") for each in ("PF01", "PF02", "PF03", "PF05", "PR01", "PR05")
    ]
    first, second = split_tables(listed, NAMES, split="activity", caption="c")
    assert (len(first.headers), second.headers) == (6, ("Aktivitet", "Deltagande mot plan"))
