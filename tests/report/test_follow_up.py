"""The process half in the report: page one, sections, files; small numbers of persons leave in none of them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import evaluera
from evaluera.errors import EvalueraError
from evaluera.evaluation.record import Evaluation
from evaluera.report import sections
from evaluera.report.contents import write_tables
from evaluera.report.measures_frame import measures_frame
from evaluera.report.opening import headline_of
from evaluera.report.process_drawings import process_pictures
from evaluera.report.products import DETAILS, PRODUCTS, THEMES, Product, folder_name, product_of
from evaluera.report.results_record import record
from evaluera.text.findings import render

Make = Callable[..., Path]
FEW = """\
log_id,activity_id,area_id,date,status,minutes,n_participants,n_unique_new,n_women,n_men,core_delivered,adaptation
1,A1,north,2024-02-20,held,120,17,3,14,3,4,none
2,A2,south,2024-02-20,held,180,12,11,6,6,5,none
3,A3,east,2024-05-10,held,90,22,22,11,11,3,none
"""


@pytest.fixture(scope="module")
def evaluation(follow_up_folder: Path) -> Evaluation:
    return evaluera.run(follow_up_folder)


@pytest.fixture
def few(make_follow_up: Make) -> Evaluation:
    """A log in which one activity reached three persons."""
    return evaluera.run(make_follow_up(activity_log=FEW))


def words(html: object) -> str:
    """The text of a section, a table row to a line."""
    rows = re.sub(r"</t[dh]>", " | ", re.sub(r"<tr[^>]*>", "\n", str(html)))
    return re.sub(r"[ \u00a0]+", " ", re.sub(r"<[^>]+>", " ", rows))


def test_page_one_is_about_what_was_done(evaluation: Evaluation) -> None:
    page = sections.front_page(evaluation)
    text = words(page.body)
    assert page.document["title"] == "Räkneexemplet"
    assert page.document["edition"] == "Uppföljning 2024"
    assert (
        "Umeå · Uppföljning 2024 · uppgifter för januari 2024 till december 2024 · läget den 31 december 2024" in text
    )
    assert "Av 22 tillfällen som skulle ha hållits till och med 31 december 2024 hölls 14." in text
    assert "Utförd av Kommunen. Källa: egna uppgifter om vad som gjordes." in text
    assert headline_of(evaluation) == page.plain.split("\n\n")[1]
    assert page.figures == tuple(page.document["figures"][:1])


def test_half_a_year_says_until_when(follow_up_folder: Path) -> None:
    half = evaluera.run(follow_up_folder, until="2024-06-30")
    page = sections.front_page(half)
    assert page.document["edition"] == "Uppföljning till och med 30 juni 2024"
    assert "uppgifter för januari 2024 till juni 2024 · läget den 30 juni 2024" in words(page.body)


@pytest.mark.parametrize(
    ("product", "title"),
    [
        ("evaluation", "Räkneexemplet"),
        ("activities", "Räkneexemplet: aktiviteter"),
        ("agreement", "Räkneexemplet: samverkansöverenskommelsen"),
        ("promises", "Räkneexemplet: medborgarlöften"),
        ("annual", "Räkneexemplet: verksamhetsberättelse"),
    ],
)
def test_each_product_has_its_title_and_its_themes(evaluation: Evaluation, product: Product, title: str) -> None:
    assert sections.front_page(evaluation, product).document["title"] == title
    section = sections.process(evaluation, product)
    shown = re.findall(r'<h3 id="theme-([a-z_]+)"', str(section.body))
    drawn = {each.analysis for each in process_pictures(evaluation, product) if each.name in section.figures}
    assert shown == [theme for theme in THEMES[product] if theme in drawn]
    assert bool(shown) is (product in ("evaluation", "activities", "annual"))


@pytest.mark.parametrize(
    ("product", "language", "headline"),
    [
        ("activities", "sv", "Av 22 tillfällen som skulle ha hållits till och med 31 december 2024 hölls 14."),
        (
            "annual",
            "sv",
            "Inget mål är uppföljt. Vad som har ändrats i brott och trygghet är inte analyserat här. "
            "Av 22 tillfällen som skulle ha hållits till och med 31 december 2024 hölls 14. "
            "Av 17 möten som krävs hölls 15.",
        ),
        (
            "agreement",
            "sv",
            "Inget mål är uppföljt. Vad som har ändrats i brott och trygghet är inte analyserat här. "
            "Av 17 möten som krävs hölls 15.",
        ),
        ("promises", "en", "No citizen promise has run out in the period."),
        ("promises", "sv", "Inget medborgarlöfte har löpt ut under perioden."),
    ],
)
def test_each_product_has_a_headline_of_its_own(
    follow_up_folder: Path, product: Product, language: str, headline: str
) -> None:
    assert headline_of(evaluera.run(follow_up_folder, language=language), product) == headline


@pytest.mark.parametrize("product", [each for each in PRODUCTS if each != "evaluation"])
def test_the_annex_of_a_product_keeps_to_its_themes(evaluation: Evaluation, product: Product) -> None:
    page = str(sections.process_annex(evaluation, product).body)
    assert set(re.findall(r'id="annex-([a-z_]+)"', page)) <= set(DETAILS[product])
    assert "Alla tal finns i filen indicators.csv." in words(page)
    assert "tidshållning, dagar" not in words(page).lower()
    assert evaluation.follow_up is not None
    shown = {each.indicator for name in THEMES[product] for each in evaluation.follow_up.results[name].measures}
    assert set(re.findall(r"\n ([A-Z]{2}\d\d) ", words(page))) <= shown


def test_the_details_of_a_product_are_of_its_themes() -> None:
    assert set(DETAILS) == {each for each in PRODUCTS if each != "evaluation"}
    assert all(set(themes) <= set(THEMES[product]) for product, themes in DETAILS.items())


def test_the_themes_of_every_product_are_methods() -> None:
    assert set(THEMES) == set(PRODUCTS)
    assert {theme for themes in THEMES.values() for theme in themes} == set(evaluera.methods.registry.process_methods())


def test_folders_of_products_and_days() -> None:
    import datetime as dt

    june = dt.date(2024, 6, 30)
    assert [folder_name(2024, until=until, product=product) for until in (None, june) for product in PRODUCTS] == [
        "2024",
        "2024-activities",
        "2024-agreement",
        "2024-promises",
        "2024-annual",
        "2024-06-30",
        "2024-06-30-activities",
        "2024-06-30-agreement",
        "2024-06-30-promises",
        "2024-06-30-annual",
    ]


def test_an_unknown_product_names_those_that_exist() -> None:
    with pytest.raises(EvalueraError) as error:
        product_of("yearly")
    assert render(error.value.findings[0], "sv") == (
        "report: Rapporten yearly finns inte. Välj en av: evaluation, activities, agreement, promises, annual."
    )


def test_a_product_wants_records(make_follow_up: Make) -> None:
    folder = make_follow_up(
        "version: 1\nname: X\ndata: {file: a.csv, period: m, value: n}\nintervention: {start: 2021-01}\n"
        "analyses: {method: before_after, outcome: n}\n"
    )
    rows = [f"{2019 + t // 12}-{t % 12 + 1:02d};{30 + t % 7}" for t in range(48)]
    (folder / "a.csv").write_text("\n".join(["m;n", *rows]) + "\n", encoding="utf-8")
    alone = evaluera.run(folder)
    assert (str(sections.process(alone).body), str(sections.process_annex(alone).body)) == ("", "")
    with pytest.raises(EvalueraError) as error:
        sections.front_page(alone, "promises")
    assert render(error.value.findings[0], "sv") == (
        "report: Rapporten promises bygger på uppgifter om vad som gjordes. "
        "Ange filerna under process i evaluation.yaml."
    )


def test_a_theme_shows_its_numbers_its_parts_and_its_remarks(evaluation: Evaluation) -> None:
    text = words(sections.process_annex(evaluation).body)
    assert "\n Genomförandegrad | 14 av 22 (64 %) | – | ◐ delvis | " in text
    assert "\n Kärnkomponenter | 52 av 56 (93 %) | 87–93 % | ● hög | " in text
    assert "\n Föräldrakurs | 4 av 8 (50 %) | " in text
    assert "Räckvidd är en övre gräns: samma person kan ha räknats flera gånger." in text
    assert "Programtrohet, profil: räknat utan genomförandekvalitet." in text
    assert "\n Kostnad per tillfälle | 29 429 kr | " in text.replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_what_could_not_be_computed_stands_last_with_why(evaluation: Evaluation) -> None:
    body = str(sections.process(evaluation).body)
    last = words(body[body.index('id="not-computed"') :])
    assert "Ej beräknad – underlag saknas (bladet närvaro): Närvaro" in last
    assert "Ej beräknad – underlag saknas (bladet partnerenkät, enkätutskick): Svarsfrekvens" in last
    assert "Kan inte beräknas, huvudanalysen ger ingen ändring i antal brott: Kostnad per förebyggt brott" in last
    assert "Ömsesidighet" not in last


def test_the_annex_defines_what_was_computed_in_the_order_of_the_report(evaluation: Evaluation) -> None:
    text = words(sections.process_annex(evaluation).body)
    found = re.findall(r"\n ([A-Z]{2}\d\d) ", text)
    assert found[:3] == ["PF01", "PF02", "PF04"]
    assert found[-1] == "DQ04"
    assert "PS04" not in found


def test_the_same_evaluation_gives_the_same_bytes(follow_up_folder: Path, evaluation: Evaluation) -> None:
    assert record(evaluera.run(follow_up_folder)) == record(evaluation)


def test_the_record_holds_every_theme(evaluation: Evaluation) -> None:
    content = json.loads(record(evaluation))
    assert set(content["process"]) == set(evaluation.process)
    assert (content["analyses"], content["primary"]) == ({}, "")


def test_three_persons_leave_in_no_file(few: Evaluation, tmp_path: Path) -> None:
    assert few.process["reach"].of("PR01", split="activity", part="A1").numerator == 3
    folder = tmp_path / "out"
    folder.mkdir()
    write_tables(few, folder)
    with (folder / "indicators.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == "PR01" and row["split"] == "activity"]
    assert {row["part"]: row["numerator"] for row in rows} == {"A1": "", "A2": "", "A3": "22.0"}
    assert {row["part"]: row["reason"] for row in rows} == {"A1": "protected", "A2": "protected", "A3": ""}
    measures = json.loads((folder / "result.json").read_text(encoding="utf-8"))["process"]["reach"]["measures"]
    part = next(each for each in measures if (each["indicator"], each["part"]) == ("PR01", "A1"))
    assert (part["value"], part["numerator"], part["denominator"], part["high"]) == (None, None, None, None)
    men = next(each for each in measures if (each["indicator"], each["part"]) == ("PR02", "men"))
    women = next(each for each in measures if (each["indicator"], each["part"]) == ("PR02", "women"))
    assert (men["numerator"], women["numerator"]) == (20, 31)
    sheet = openpyxl.load_workbook(folder / "resultat.xlsx")["Genomförande"]
    heads = [cell.value for cell in sheet[1]]
    table = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    hidden = next(row for row in table if (row["Mått"], row["Del"]) == ("PR01", "Öppen kväll"))
    assert (hidden["Namn"], hidden["Värde"], hidden["Täljare"]) == ("Räckvidd", None, None)
    assert hidden["Varför inget värde"] == "visas inte (små tal)"
    page = words(sections.process_annex(few).body) + words(sections.process(few).body)
    assert "\n Öppen kväll | visas inte (små tal) | " in page
    assert "3 av 600" not in page


def test_the_table_of_all_numbers_names_its_method(evaluation: Evaluation) -> None:
    frame = measures_frame(evaluation)
    assert list(frame.columns[:2]) == ["method", "indicator"]
    assert set(frame["method"]) == set(evaluation.process)
