"""The sheet of settings: alone, beside evaluation.yaml, and when the two do not agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from evaluera.errors import ParameterError
from evaluera.parameters import load, read
from evaluera.parameters.loading import language_of
from evaluera.text.findings import render

Write = Callable[..., Path]
Rows = list[tuple[Any, Any]]

BESIDE = "min-insats/process.xlsx"
"""Beside evaluation.yaml."""

SWEDISH: Rows = [
    ("namn", "Min insats; del ett"),
    ("språk", "svenska"),
    ("projekt: ägare", "Umebrå"),
    ("Projekt: skäl till urval", "hög nivå"),
    ("process", "loggar"),
    ("data: fil", "brott.csv"),
    ("data: period", "månad"),
    ("data: område", "område"),
    ("data: värde", "antal"),
    ("data: hämtad", dt.date(2026, 1, 20)),
    ("insats: start", "2018-09"),
    ("insats: områden", "Ersboda; Mariehem"),
    ("insats: jämförelse", "övriga"),
    ("utfall: antal: minsta förändring", "10 %"),
    ("analyser: metod", "avbruten tidsserie"),
    ("analyser: utfall", "antal"),
    ("analyser: konfidens", 0.9),
    ("projekt: kommun", None),
]

YAML = """\
version: 1
namn: Min insats
process: [process.xlsx]
data: [{fil: brott.csv, period: månad, värde: antal}]
insats: {start: 2018-09, områden: Ersboda}
analyser: {metod: avbruten tidsserie, utfall: antal}
"""


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """A workbook with nothing but settings."""

    def made(rows: Rows, *, name: str = "process.xlsx", sheet: str = "inställningar") -> Path:
        made = openpyxl.Workbook()
        made.active.title = sheet
        made.active.append(["inställning", "värde", "vad det betyder"])
        for row in rows:
            made.active.append([*row, "hjälp"])
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        made.save(path)
        return path

    return made


def _refused(path: Path, language: str = "sv") -> list[str]:
    with pytest.raises(ParameterError) as caught:
        load(path)
    return [render(finding, language) for finding in caught.value.findings]


def test_a_workbook_alone_has_all_settings(book: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "loggar").mkdir()
    path = book(SWEDISH, name="insats.xlsx")
    reading = read(path)
    parameters = reading.parameters
    assert (reading.name, reading.language, parameters.name) == ("insats", "sv", "Min insats; del ett")
    assert parameters.project.selection_reason == "high_level"
    assert parameters.process is not None
    assert parameters.process.files == ("insats.xlsx", "loggar")
    assert parameters.data[0].retrieved_on == "2026-01-20"
    assert parameters.outcomes["antal"].smallest_change == 0.1
    assert parameters.intervention is not None
    assert (parameters.intervention.areas, parameters.intervention.comparison) == (("Ersboda", "Mariehem"), "rest")
    (analysis,) = parameters.analyses
    assert (analysis.method, analysis.options["confidence"]) == ("interrupted_time_series", 0.9)
    place = reading.place("intervention", "start")
    assert (place.file, place.sheet, place.row, place.parameter) == ("insats.xlsx", "inställningar", 12, "insats.start")


def test_english_names_and_several_entries_of_a_list(book: Callable[..., Path]) -> None:
    rows: Rows = [("name", "Safe"), ("language", "English"), ("data 2: file", "ntu.csv"), ("data 2: period", "year")]
    rows += [("data 2: value", "share"), ("data 1: file", "crime.csv"), ("data 1: period", "month")]
    rows += [("data 1: value", "count"), ("intervention: start", "2018-09")]
    rows += [("analyses: method", "interrupted time series"), ("analyses: outcome", "count")]
    path = book(rows, sheet="settings")
    parameters = load(path)
    assert [entry.file for entry in parameters.data] == ["crime.csv", "ntu.csv"]
    assert language_of(path) == parameters.language == "en"


def test_the_sheet_fills_in_what_the_file_leaves_open(book: Callable[..., Path], write: Write) -> None:
    rows = [("språk", "engelska"), ("projekt: ägare", "Umebrå"), ("name", "min insats"), ("insats: start", "2018-09")]
    book(rows, name=BESIDE)
    path = write(YAML.replace("insats: {start: 2018-09", "insats: {start: ") + "projekt:\n")
    reading = read(path)
    assert (reading.language, reading.parameters.name, reading.parameters.project.owner) == (
        "en",
        "Min insats",
        "Umebrå",
    )
    assert reading.place("project", "owner").row == 3
    assert reading.place("data", 0, "file").line == 4


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("namn", "MIN INSATS"), None),
        (("insats: start", "2018-09-01"), None),
        (("insats: områden", "Ersboda"), None),
        (("data: fil", "brott.csv"), None),
        (
            ("namn", "Annan insats"),
            'X/evaluation.yaml rad 2, namn: Här står "Min insats", men i process.xlsx, blad inställningar, rad 2 står '
            '"Annan insats". Behåll ett av värdena.',
        ),
        (
            ("intervention: areas", "Ersboda; Teg"),
            'X/evaluation.yaml rad 5, insats.områden: Här står "Ersboda", men i process.xlsx, blad inställningar, '
            'rad 2 står "Ersboda; Teg". Behåll ett av värdena.',
        ),
        (
            ("insats", "2018-09"),
            'X/evaluation.yaml rad 5, insats: Här står "start: 2018-09; områden: Ersboda", men i process.xlsx, '
            'blad inställningar, rad 2 står "2018-09". Behåll ett av värdena.',
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_stands_in_both_places_and_differs_is_named(
    row: tuple[str, str], said: str | None, book: Callable[..., Path], write: Write
) -> None:
    book([row], name=BESIDE)
    path = write(YAML)
    if said is None:
        assert load(path).name == "Min insats"
    else:
        assert _refused(path) == [said.replace("X/", f"{path.parent.name}/")]


def test_the_difference_is_named_in_english_too(book: Callable[..., Path], write: Write) -> None:
    book([("språk", "engelska"), ("namn", "B")], name=BESIDE)
    (said,) = _refused(write(YAML), "en")
    assert said.endswith(
        'namn: Here stands "Min insats", but in process.xlsx, sheet inställningar, row 3 stands "B". '
        "Keep one of the values."
    )


def test_what_is_wrong_on_the_sheet_has_its_row(book: Callable[..., Path]) -> None:
    path = book([("namn", "A"), ("insats: strat", "2018-09"), ("projekt: skäl till urval", "hög")], name="a.xlsx")
    said = _refused(path)
    assert any(each.startswith("a.xlsx, blad inställningar, rad 3, kolumn värde, insats.strat: ") for each in said)
    assert any(each.startswith("a.xlsx, blad inställningar, rad 4, kolumn värde, ") for each in said)


def test_a_workbook_without_a_name_says_what_is_missing(book: Callable[..., Path]) -> None:
    (said,) = _refused(book([("språk", "svenska")], name="a.xlsx"))
    assert said == 'a.xlsx, namn: Uppgiften "namn" saknas. Lägg till den.'


def test_a_workbook_that_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert language_of(path) == "sv"
    (said,) = _refused(path)
    assert said.startswith("a.xlsx: ")


def test_many_hands_may_say_the_same(book: Callable[..., Path], tmp_path: Path) -> None:
    book([("namn", "A"), ("process", "fler")])
    (tmp_path / "fler").mkdir()
    book([("namn", "A"), ("projekt: ägare", "Umebrå")], name="fler/teg.xlsx")
    assert load(tmp_path / "process.xlsx").project.owner == "Umebrå"
    book([("namn", "B")], name="fler/haga.xlsx")
    assert _refused(tmp_path / "process.xlsx") == [
        'fler/haga.xlsx, blad inställningar, rad 2: Inställningen "namn" har ett annat värde i process.xlsx, rad 2. '
        "Behåll en av dem."
    ]
