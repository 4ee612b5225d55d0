"""An indicator with its own table, in a package of its own, is found, read and computed without an edit here."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import process_tables
from evaluera.data.process.table_registry import table_kind, table_kinds
from evaluera.methods.process.indicator_registry import of_theme
from evaluera.report.process_workbook import write_workbook
from evaluera.testing import check_method
from evaluera.text.messages import message

pytestmark = pytest.mark.usefixtures("rank_shift")

PATROLS = pd.DataFrame(
    {
        "patrol_id": ["p1", "p2", "p3", "p4"],
        "area_id": "north",
        "date": ["2024-02-03", "2024-05-04", "2024-06-01", "2023-12-30"],
        "adults": [4, 7, None, 90],
    }
)


def test_table_and_indicator_are_found() -> None:
    assert table_kind("night_patrol").sheet == "nattvandring"
    assert list(table_kinds())[-1] == "night_patrol"
    assert "XN01" in [each.id for each in of_theme("dose")]


def test_it_is_computed_with_its_theme() -> None:
    result = evaluera.estimate("dose", process_tables(night_patrol=PATROLS), year=2024)
    found = result.of("XN01")
    assert found is not None
    assert (found.value, found.numerator, found.denominator, found.missing) == (5.5, 11.0, 2.0, 1)
    assert result.tidy()["indicator"].tolist()[-1] == "XN01"


def test_its_table_is_typed_by_its_definition() -> None:
    frame = process_tables(night_patrol=PATROLS).frame("night_patrol")
    assert frame["date"].dtype == "datetime64[s]"
    assert frame["adults"].dtype == "float64"


def test_without_its_table_it_says_so() -> None:
    found = evaluera.estimate("dose", process_tables(), year=2024).of("XN01")
    assert found is not None
    assert (found.value, found.reason, found.state) == (None, "no_data", "night_patrol")


def test_its_empty_cells_are_counted_among_all() -> None:
    result = evaluera.estimate("data_quality", process_tables(night_patrol=PATROLS), year=2024)
    found = result.of("DQ03", split="column", part="night_patrol.adults")
    assert found is not None
    assert (found.numerator, found.denominator) == (1.0, 4.0)


def test_its_table_has_a_sheet_in_the_workbook(tmp_path: Path) -> None:
    write_workbook(tmp_path / "process.xlsx", packs=("walks",))
    book = openpyxl.load_workbook(tmp_path / "process.xlsx")
    sheet = book["nattvandring"]
    assert [cell.value for cell in sheet[1]] == ["pass", "område", "datum", "vuxna"]
    assert [str(rule.formula1) for rule in sheet.data_validations.dataValidation] == ["'område'!$A$2:$A$2000"]
    assert "nattvandring" in [row[0].value for row in book["läs mig"].iter_rows()]
    assert "nattvandring" not in openpyxl.load_workbook(_without_walks(tmp_path)).sheetnames


def _without_walks(folder: Path) -> Path:
    write_workbook(folder / "basic.xlsx")
    return folder / "basic.xlsx"


def test_its_words_are_in_both_languages() -> None:
    assert message("indicator.XN01.name", "sv") == "vuxna ute på natten"
    assert message("indicator.XN01.name", "en") == "adults out at night"


def test_its_theme_keeps_the_contract() -> None:
    check_method("dose")
