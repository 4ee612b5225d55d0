"""Every broken file stops with its code, its place and its words in both languages (expected in broken_files.toml)."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from evaluera.data.reading import read
from evaluera.errors import DataError
from evaluera.text.findings import render

EXPECTED = tomllib.loads(Path(__file__).with_name("broken_files.toml").read_text(encoding="utf-8"))
HEADER = "månad;antal\n"
AREAS = "månad;antal;område\n"
LINES = {row: f"2005-{row - 1:02d};{9 + row}\n" for row in range(2, 8)}


def _csv(**changed: str) -> str:
    """Six months, rows 2 to 7; ``row4="..."`` replaces a row, ``row4=""`` removes it."""
    lines = dict(LINES)
    for name, text in changed.items():
        lines[int(name.removeprefix("row"))] = text and text + "\n"
    return HEADER + "".join(lines.values())


def _book(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


GRID: list[list[object]] = [["månad", "antal"], *([f"2005-{month:02d}", 10 + month] for month in range(1, 7))]
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")

CASES: dict[str, tuple[str, str | bytes, dict[str, Any]]] = {
    "duplicate_row": ("brott.csv", _csv(row4="2005-02;5", row5="2005-03;13"), {}),
    "gap": ("brott.csv", _csv(row4="", row5="", row7="2005-06;3"), {}),
    "unreadable_period": ("brott.csv", _csv(row3="snart;5"), {}),
    "empty_period": ("brott.csv", _csv(row3=";5"), {}),
    "mixed_frequencies": ("brott.csv", _csv(row5="2005K2;5"), {}),
    "frequency_mismatch": ("brott.csv", _csv(), {"frequency": "kvartal"}),
    "daily_dates": ("brott.csv", HEADER + "2005-01-01;3\n2005-01-02;4\n2005-01-05;3\n", {}),
    "not_a_number": ("brott.csv", _csv(row3="2005-02;tolv"), {}),
    "missing_marker": ("brott.csv", _csv(row3="2005-02;..", row5="2005-04;-"), {}),
    "thousands_in_commas": ("brott.csv", 'månad,antal\n2005-01,"1,234"\n2005-02,999\n', {}),
    "thousands_with_points": ("brott.csv", _csv(row3="2005-02;1.234"), {}),
    "both_decimal_marks": ("brott.csv", _csv(row3="2005-02;1,5", row4="2005-03;1.5"), {"kind": "rate"}),
    "both_marks_in_one": ("brott.csv", _csv(row3="2005-02;1.234,5"), {"kind": "rate"}),
    "negative_count": ("brott.csv", _csv(row3="2005-02;-3"), {}),
    "fractional_count": ("brott.csv", _csv(row3="2005-02;2,5"), {}),
    "negative_rate": ("brott.csv", _csv(row3="2005-02;-2,5"), {"kind": "rate"}),
    "share_in_per_cent": ("brott.csv", HEADER + "2005-01;0,5\n2005-02;12,5\n2005-03;12 %\n", {"kind": "share"}),
    "exposure": (
        "brott.csv",
        "månad;antal;folkmängd\n2005-01;3;1000\n2005-02;4;0\n2005-03;1;\n2005-04;;\n",
        {"value": "antal", "exposure": "folkmängd"},
    ),
    "unknown_column": ("brott.csv", _csv(), {"value": "antl"}),
    "column_twice": ("brott.csv", "månad;antal;Antal\n2005-01;3;4\n2005-02;4;5\n", {"value": "ANTAL"}),
    "several_columns": ("brott.csv", "månad;antal;count\n2005-01;3;4\n2005-02;4;5\n", {}),
    "column_not_recognised": ("brott.csv", "månad;skadegörelse\n2005-01;3\n2005-02;4\n", {}),
    "column_used_twice": ("brott.csv", _csv(), {"value": "antal", "exposure": "antal"}),
    "unknown_frequency_and_kind": ("brott.csv", _csv(), {"frequency": "dygn", "kind": "antal"}),
    "one_period": ("brott.csv", HEADER + "2005-01;3\n", {}),
    "header_only": ("brott.csv", HEADER, {}),
    "empty_file": ("brott.csv", "", {}),
    "blank_file": ("brott.csv", "\n ;\n", {}),
    "decimal_comma_between_commas": ("brott.csv", "månad,antal\n2005-01,3,5\n2005-02,4,5\n", {"kind": "rate"}),
    "short_row": ("brott.csv", _csv(row4="2005-03"), {}),
    "no_separator": ("brott.csv", "månad|antal\n2005-01|3\n", {}),
    "title_with_comma_above": ("brott.csv", "Anmälda brott, Umeå\n" + _csv(), {}),
    "title_above": ("brott.csv", "Anmälda brott i Umeå\n\n" + _csv(), {}),
    "broken_quotes": ("brott.csv", _csv(row4='2005-03;"12'), {}),
    "unknown_encoding": ("brott.csv", b"m\x81nad;antal\x8d\x00\n", {}),
    "empty_area": ("brott.csv", AREAS + "2005-01;3;Teg\n2005-02;4;\n", {"area": "område"}),
    "no_values": (
        "brott.csv",
        AREAS + "2005-01;3;Teg\n2005-02;4;Teg\n2005-01;;Haga\n2005-02;;Haga\n",
        {"area": "område"},
    ),
    "outcome_and_values": (
        "brott.csv",
        "månad;a;b;brottstyp\n2005-01;1;2;x\n2005-02;2;3;x\n",
        {"value": ["a", "b"], "outcome": "brottstyp"},
    ),
    "period_columns": ("brott.csv", _csv(), {"period": ["a", "b", "c"]}),
    "covariate_missing": ("brott.csv", "månad;antal;pris\n2005-01;1;2\n2005-02;2;\n", {"covariates": ["pris"]}),
    "covariate_name": (
        "brott.csv",
        "månad;antal;value\n2005-01;1;2\n2005-02;2;3\n",
        {"value": "antal", "covariates": ["value"]},
    ),
    "preliminary_unreadable": ("brott.csv", _csv(), {"preliminary_from": "i höstas"}),
    "preliminary_date_among_numbers": ("brott.csv", "period;antal\n1;3\n2;4\n", {"preliminary_from": "2005-01"}),
    "several_at_once": (
        "brott.csv",
        AREAS + "2005-01;3;Teg\n2005-01;4;Teg\n2005-04;-1;Teg\n2005-01;x;Haga\n2005-02;1,5;Haga\n",
        {"area": "område", "source": None},
    ),
    "unknown_suffix": ("brott.px", b"CHARSET", {}),
    "temporary_file": ("~$brott.xlsx", b"x", {}),
    "workbook_named_csv": ("brott.csv", _book(Blad1=GRID), {}),
    "many_sheets": ("brott.xlsx", _book(Teg=GRID, Haga=GRID), {}),
    "unknown_sheet": ("brott.xlsx", _book(Teg=GRID, Haga=GRID), {"sheet": "Hagga"}),
    "empty_sheet_asked_for": ("brott.xlsx", _book(Teg=GRID, Haga=[]), {"sheet": "Haga"}),
    "empty_workbook": ("brott.xlsx", _book(Blad1=[]), {}),
    "text_named_xlsx": ("brott.xlsx", b"a;b\n1;2\n", {}),
    "corrupt_xls": ("brott.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", {}),
    "corrupt_parquet": ("brott.parquet", b"PAR1 and no more", {}),
    "password": ("brott.xlsx", ENCRYPTED, {}),
    "title_in_workbook": ("brott.xlsx", _book(Blad1=[["Anmälda brott"], *GRID]), {}),
    "formula_never_calculated": ("brott.xlsx", _book(Blad1=[*GRID, ["2005-07", "=B2+1"]]), {}),
    "error_in_cell": ("brott.xlsx", _book(Blad1=[*GRID, ["2005-07", "#DIV/0!"]]), {}),
    "marker_in_workbook": ("brott.xlsx", _book(Blad1=[[], *GRID, ["2005-07", "XX"]]), {}),
}


@pytest.mark.parametrize("name", CASES)
def test_broken_file_is_refused_with_its_words(name: str, tmp_path: Path) -> None:
    file, content, options = CASES[name]
    (tmp_path / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataError) as caught:
        read(file, folder=tmp_path, **{"source": "Brå", **options})
    findings = caught.value.findings
    expected = EXPECTED[name]
    assert [finding.code for finding in findings] == expected["codes"]
    assert [render(finding, "sv") for finding in findings] == expected["sv"]
    assert [render(finding, "en") for finding in findings] == expected["en"]


def test_every_case_has_expected_words_and_back() -> None:
    assert list(EXPECTED) == list(CASES)


def test_missing_file_names_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "brott.csv").write_text(_csv(), encoding="utf-8")
    (tmp_path / "annat.xlsx").write_bytes(b"")
    (tmp_path / "bild.png").write_bytes(b"")
    with pytest.raises(DataError) as caught:
        read("brot.csv", folder=tmp_path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.values) == ("data.file_not_found", {"known": "brott.csv, annat.xlsx"})
    assert (
        render(finding, "sv")
        == "brot.csv: Filen finns inte. I mappen finns, den mest lika först: brott.csv, annat.xlsx."
    )


def test_missing_file_in_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read("brott.csv", folder=tmp_path / "nowhere")
    (finding,) = caught.value.findings
    assert finding.code == "data.file_not_found_none_near"
    assert render(finding, "en").startswith("brott.csv: The file does not exist, and the folder has no data files.")


def test_folder_in_place_of_file(tmp_path: Path) -> None:
    (tmp_path / "brott.csv").mkdir()
    with pytest.raises(DataError) as caught:
        read("brott.csv", folder=tmp_path)
    assert str(caught.value) == "brott.csv: Det här är en mapp. Ange en fil i den."


def test_file_locked_by_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "brott.xlsx").write_bytes(_book(Blad1=GRID))

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(DataError) as caught:
        read("brott.xlsx", folder=tmp_path)
    (finding,) = caught.value.findings
    assert finding.code == "data.file_locked"
    assert render(finding, "sv") == (
        "brott.xlsx: Filen går inte att öppna, kanske för att den är öppen i Excel. Stäng den och försök igen."
    )


def test_name_too_long_for_the_system(tmp_path: Path) -> None:
    name = "b" * 300 + ".csv"
    with pytest.raises(DataError) as caught:
        read(name, folder=tmp_path)
    (finding,) = caught.value.findings
    assert finding.code == "data.file_unreadable"
    assert finding.values["length"] == len(str(tmp_path / name))
    assert "flytta filen till en mapp med kortare sökväg" in render(finding, "sv")


def test_long_path_is_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / ("m" * 100) / ("n" * 100)
    folder.mkdir(parents=True)
    (folder / "brott.csv").write_text(_csv(), encoding="utf-8")
    panel = read("brott.csv", folder=folder, source="Brå")
    (finding,) = panel.findings
    assert (finding.code, finding.severity) == ("data.long_path", "warning")
    assert "Windows klarar inte alltid fler än 200" in render(finding, "sv")


def test_absolute_path_is_shown_by_name_only(tmp_path: Path) -> None:
    path = tmp_path / "brott.csv"
    path.write_text(_csv(row4="2005-03;tre"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read(path)
    assert {finding.place.file for finding in caught.value.findings} == {"brott.csv"}


def test_twenty_of_a_kind_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    lines = "".join(f"{year}-{month:02d};x\n" for year in range(2001, 2006) for month in range(1, 13))
    (tmp_path / "brott.csv").write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read("brott.csv", folder=tmp_path, source="Brå")
    findings = caught.value.findings
    assert [finding.place.row for finding in findings[:20]] == list(range(2, 22))
    assert findings[20].code == "data.more"
    assert findings[20].values == {"count": 40, "of": "data.missing_marker"}
    assert render(findings[20], "sv") == "brott.csv, kolumn antal: Samma fel finns i ytterligare 40 fall."
    assert len(findings) == 21
