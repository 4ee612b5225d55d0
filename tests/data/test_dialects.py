"""The same figures in every dialect give the same panel."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluera.data.construction import panel
from evaluera.data.panel import Panel
from evaluera.data.reading import read
from evaluera.errors import DataError

OPTIONS: dict[str, Any] = {
    "period": "månad", "value": "antal", "area": "område", "outcome": "brottstyp", "exposure": "folkmängd",
    "kind": "rate", "source": "Brå",
}  # fmt: skip
MONTHS = ["2021-01", "2021-02", "2021-03"]
NAMES = ["mars 2021", "2021M02", "Januari 2021"]


def _frame() -> pd.DataFrame:
    rows = [
        (month, area, "skadegörelse", 1234.5 + i if (month, area) != ("2021-02", "000200") else None, 12345.0)
        for i, month in enumerate(MONTHS)
        for area in ("000100", "000200")
    ]
    return pd.DataFrame(rows, columns=["månad", "område", "brottstyp", "antal", "folkmängd"])


def _text(
    separator: str, mark: str, thousands: str = "", *, quoted: bool = False, end: str = "\n", trailing: str = ""
) -> str:
    def cell(value: object) -> str:
        if isinstance(value, float):
            written = (
                "" if pd.isna(value) else f"{value:,.1f}".replace(",", "T").replace(".", mark).replace("T", thousands)
            )
        else:
            written = str(value)
        return f'"{written}"' if quoted or (mark == separator and mark in written) else written

    frame = _frame()
    lines = [separator.join(frame.columns)]
    lines += [separator.join(cell(value) for value in row) + trailing for row in frame.itertuples(index=False)]
    return end.join(lines) + end


DIALECTS: dict[str, bytes] = {
    "excel in Swedish": _text(";", ",", end="\r\n").encode("cp1252"),
    "csv utf-8 of Excel in Swedish": _text(";", ",", end="\r\n").encode("utf-8-sig"),
    "utf-8 without mark": _text(";", ",").encode(),
    "unicode text of Excel": _text("\t", ",", end="\r\n").encode("utf-16"),
    "English": _text(",", ".").encode(),
    "English, no-break spaces": _text(",", ".", "\u00a0").encode(),
    "comma for everything, quoted": _text(",", ",").encode(),
    "all quoted": _text(";", ",", quoted=True).encode(),
    "semicolon with points": _text(";", ".").encode("iso8859-1"),
    "space thousands": _text(";", ",", " ").encode(),
    "narrow space thousands": _text(";", ",", "\u202f").encode(),
    "thin space thousands": _text(";", ",", "\u2009").encode(),
    "no-break space thousands in cp1252": _text(";", ",", "\u00a0").encode("cp1252"),
    "separator after data rows only": _text(";", ",", trailing=";").encode(),
    "two separators after data rows": _text(";", ",", trailing=";;").encode(),
    "separator line of Excel": ("sep=;\r\n" + _text(";", ",", end="\r\n")).encode("cp1252"),
    "empty lines": ("\n" + _text(";", ",").replace("\n", "\n\n") + ";;;;\n").encode(),
    "old line ends": _text(";", ",", end="\r").encode(),
    "no last line end": _text(";", ",").rstrip("\n").encode(),
}


def _same(left: Panel, right: Panel) -> None:
    pd.testing.assert_frame_equal(left.rows, right.rows)
    assert (left.kind, left.frequency, left.calendar, left.has_exposure) == (
        right.kind, right.frequency, right.calendar, right.has_exposure,
    )  # fmt: skip


@pytest.fixture(scope="module")
def expected() -> Panel:
    return panel(_frame(), **OPTIONS)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_text_dialect_gives_the_same_panel(dialect: str, expected: Panel, tmp_path: Path) -> None:
    (tmp_path / "brott.csv").write_bytes(DIALECTS[dialect])
    found = read("brott.csv", folder=tmp_path, **OPTIONS)
    _same(found, expected)
    assert found.findings == ()
    assert (found.origin.file, found.origin.rows_read) == ("brott.csv", 6)
    assert found.origin.sha256 == hashlib.sha256(DIALECTS[dialect]).hexdigest()


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet"])
def test_workbook_and_parquet_give_the_same_panel(suffix: str, expected: Panel, tmp_path: Path) -> None:
    path = tmp_path / f"brott{suffix}"
    if suffix == ".xlsx":
        _frame().to_excel(path, index=False)
    else:
        _frame().to_parquet(path)
    _same(read(path, **OPTIONS), expected)


def test_workbook_as_people_fill_it_in(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"], sheet["C3"], sheet["D3"] = "Månad ", "ANTAL", "område"
    cells = [(dt.date(2021, 1, 1), 3, 100), ("2021-02", "4", "100"), (dt.datetime(2021, 3, 1), 5.0, 100.0)]
    for row, values in enumerate(cells, start=5):
        for column, value in enumerate(values, start=2):
            sheet.cell(row=row, column=column, value=value)
    book.create_sheet("Blad2")
    book.create_chartsheet("Diagram")
    book.save(tmp_path / "brott.xlsx")
    found = read("brott.xlsx", folder=tmp_path, period="månad", value="antal", area="område", source="Brå")
    assert [str(period) for period in found.periods] == MONTHS
    assert found.rows["value"].tolist() == [3, 4, 5]
    assert found.areas == ("100",)


def test_rows_of_a_workbook_are_those_of_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"], sheet["C3"], sheet["B6"], sheet["C6"] = "månad", "antal", "2021-01", "tolv"
    book.save(tmp_path / "brott.xlsx")
    with pytest.raises(DataError) as caught:
        read("brott.xlsx", folder=tmp_path, source="Brå")
    place = caught.value.findings[0].place
    assert (place.file, place.sheet, place.row, place.column) == ("brott.xlsx", "Sheet", 6, "antal")


def test_empty_text_of_a_formula_is_an_empty_cell(tmp_path: Path) -> None:
    frame = pd.DataFrame({"månad": MONTHS, "antal": [1, 2, 3]})
    path = tmp_path / "brott.xlsx"
    frame.to_excel(path, index=False)
    _edit_sheet(path, b'<c r="B3" t="n"><v>2</v></c>', b'<c r="B3" t="str"><f>IF(1,"","")</f><v></v></c>')
    found = read(path, source="Brå")
    assert found.rows["value"].isna().tolist() == [False, True, False]


def test_calculated_formula_has_its_value(tmp_path: Path) -> None:
    frame = pd.DataFrame({"månad": MONTHS, "antal": [1, 2, 3]})
    path = tmp_path / "brott.xlsx"
    frame.to_excel(path, index=False)
    _edit_sheet(path, b'<c r="B3" t="n"><v>2</v></c>', b'<c r="B3"><f>1+6</f><v>7</v></c>')
    assert read(path, source="Brå").rows["value"].tolist() == [1, 7, 3]


def _edit_sheet(path: Path, old: bytes, new: bytes) -> None:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old in parts[sheet]
    parts[sheet] = parts[sheet].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("header", "frequency"),
    [
        ("månad;antal;område;brottstyp;folkmängd", None),
        ("Month;Count;Area;Crime_type;Population", None),
        ("PERIOD;Värde;Kommun;Utfall;Invånare", None),
        ("period;value;area;outcome;exposure", None),
    ],
)
def test_tidy_names_are_recognised(header: str, frequency: None, tmp_path: Path) -> None:
    (tmp_path / "brott.csv").write_text(f"{header}\n2021-01;3;Teg;a;100\n2021-02;4;Teg;a;100\n", encoding="utf-8")
    found = read("brott.csv", folder=tmp_path, source="Brå", frequency=frequency)
    assert (found.areas, found.outcomes, found.has_exposure) == (("Teg",), ("a",), True)
    assert [finding.code for finding in found.findings] == ["data.exposure_recognised"]


def test_with_keywords_only_period_and_value_are_looked_for(tmp_path: Path) -> None:
    (tmp_path / "brott.csv").write_text("månad;antal;folkmängd\n2021-01;3;100\n2021-02;4;100\n", encoding="utf-8")
    found = read("brott.csv", folder=tmp_path, source="Brå", value="antal")
    assert not found.has_exposure
    assert found.findings == ()


def test_the_packages_own_word_wins(tmp_path: Path) -> None:
    (tmp_path / "brott.csv").write_text("period;år;value;antal\n2021-01;2021;3;9\n2021-02;2021;4;9\n", encoding="utf-8")
    found = read("brott.csv", folder=tmp_path, source="Brå")
    assert found.rows["value"].tolist() == [3, 4]
    assert found.frequency == "month"


@pytest.mark.parametrize(
    ("header", "parts", "labels"),
    [
        ("år;månad", ["1", "2", "3"], MONTHS),
        ("Year;Month", ["jan", "Februari", "march"], MONTHS),
        ("år;kvartal", ["1", "2", "3"], ["2021Q1", "2021Q2", "2021Q3"]),
    ],
)
def test_year_and_part_in_two_columns(header: str, parts: list[str], labels: list[str], tmp_path: Path) -> None:
    lines = "".join(f"2021;{part};{i}\n" for i, part in enumerate(parts))
    (tmp_path / "brott.csv").write_text(f"{header};antal\n{lines}", encoding="utf-8")
    for period in (None, header.split(";")):
        found = read("brott.csv", folder=tmp_path, source="Brå", period=period)
        assert [str(each) for each in found.periods] == labels


def test_declared_markers_are_missing_values(tmp_path: Path) -> None:
    (tmp_path / "brott.csv").write_text("månad;antal\n2021-01;..\n2021-02;4\n2021-03;XX\n", encoding="utf-8")
    found = read("brott.csv", folder=tmp_path, source="Brå", missing=("..", "XX"))
    assert found.rows["value"].isna().tolist() == [True, False, True]
    assert len(found) == found.origin.rows_read == 3


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_another_code_page_is_guessed_and_said(encoding: str, tmp_path: Path) -> None:
    areas = ["Ålidhem", "Öbacka", "Sjöfåglarna på ön", "Västerslätt", "Böleäng", "Östermalm", "Skärgården"]
    lines = "".join(f"2021-{m:02d};{a};{m}\n" for m in range(1, 13) for a in areas)
    (tmp_path / "brott.csv").write_bytes(("månad;område;antal\n" + lines).encode(encoding))
    found = read("brott.csv", folder=tmp_path, source="Brå")
    assert found.areas == tuple(sorted(areas))
    assert [finding.code for finding in found.findings] == ["data.encoding_guessed"]


numbers = st.integers(min_value=0, max_value=10**7)


@settings(max_examples=30, deadline=None)
@given(
    values=st.lists(st.one_of(st.none(), numbers), min_size=2, max_size=40).filter(
        lambda v: any(x is not None for x in v)
    ),
    separator=st.sampled_from([";", ",", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read(
    values: list[int | None], separator: str, encoding: str, end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    frame = pd.DataFrame({"månad": pd.period_range("2001-01", periods=len(values), freq="M").astype(str)})
    frame["antal"] = pd.array(values, dtype="Int64")
    frame["område"] = "Böleäng, norra; södra"
    path = tmp_path_factory.mktemp("dialect") / "brott.csv"
    frame.to_csv(path, sep=separator, encoding=encoding, lineterminator=end, index=False)
    found = read(path, area="område", source="Brå")
    assert found.areas == ("Böleäng, norra; södra",)
    assert len(found) == found.origin.rows_read == len(values)
    assert [None if pd.isna(v) else int(v) for v in found.rows["value"]] == values
