"""The files come from their parameters, can be read without a finding, and cost few cells a year to keep."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from umea_vaxer.outcomes import crime_rows
from umea_vaxer.truth import FOLDER, Truth
from umea_vaxer.writing import process_rows, write_all

import evaluera
from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.process.table_kind import PACKS, Pack, TableKind
from evaluera.data.process.table_registry import table_kinds
from evaluera.evaluation import check
from evaluera.numerics.noise import Noise, noise_of

ROOT = FOLDER.parents[1]
YEAR = 2024
KEPT: tuple[Pack, ...] = ("basic", "meetings", "goals_promises")
MOST_CELLS = 3000


def _made(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".csv", ".xlsx"))


def _book(file: Path) -> dict[str, bytes]:
    """The parts of a workbook, unpacked: how they are packed is up to the machine's zlib."""
    with zipfile.ZipFile(file) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_same_parameters_give_the_same_files(known: Truth, tmp_path: Path) -> None:
    write_all(known, tmp_path)
    assert _made(tmp_path) == _made(FOLDER)
    for name in _made(FOLDER):
        if name.endswith(".csv"):
            assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name
    assert _book(tmp_path / "process.xlsx") == _book(FOLDER / "process.xlsx")


def test_one_part_of_the_data_does_not_move_another(known: Truth) -> None:
    first = known.random("log").integers(1_000_000)
    known.random("est").integers(10)
    assert known.random("log").integers(1_000_000) == first
    assert known.random("est").integers(1_000_000) != first
    assert known.seed == 2018


def test_the_records_are_read_without_any_finding(records: ProcessTables) -> None:
    assert records.findings == ()


def test_every_pack_and_table_is_used(records: ProcessTables) -> None:
    empty = [name for name in table_kinds() if not records.has(name) or records.frame(name).empty]
    assert empty == []
    assert {kind.pack for kind in table_kinds().values()} == set(PACKS)


def test_the_evaluation_is_checked_without_an_error() -> None:
    found = check(FOLDER)
    assert [each for each in found if each.severity == "error"] == []
    settings = {"parameter.area_levels_differ", "parameter.low_power"}
    due = {"process.sessions_due", "process.goal_due"}
    assert {each.code for each in found} == settings | due


def test_the_web_forms_have_their_own_questions_and_swedish_habits() -> None:
    files = sorted((FOLDER / "loggar").glob("aktivitetslogg_*.csv"))
    assert [file.stem.split("_")[1] for file in files] == ["alidhem", "ersboda", "mariehem"]
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened, delimiter=";"))
        assert {"Hur många kom?", "Skickat", "Ifyllt av", "kärnmoment"} <= set(rows[0])
        assert any(re.fullmatch(r"\d+,\d", row["personaltimmar"]) for row in rows)


def test_nothing_that_the_form_knows_of_the_sender_is_kept(records: ProcessTables) -> None:
    assert "processledare" not in records.frame("activity_log").astype(str).to_numpy()


def test_the_example_has_the_faults_of_life(records: ProcessTables) -> None:
    log = records.frame("activity_log")
    held = log[log["status"].isin(["held", "partly"])]
    assert held["n_unique_new"].isna().any()
    assert held["core_delivered"].isna().any()
    assert (log["logged_on"] - log["date"] > pd.Timedelta(days=30)).any()
    assert log["cancel_reason"].dropna().nunique() >= 4
    assert (log["status"] == "moved").sum() == 1
    assert records.frame("staffing")["fte_actual"].isna().any()
    assert (records.frame("est_action")["status"] == "open").any()
    assert (records.frame("promise_followup")["status"] == "not_kept").any()
    assert set(records.frame("recommendation")["status"]) == {"open", "in_progress", "done", "declined"}
    assert (records.frame("activity_plan")["plan_version"] == 2).sum() == 1


def test_the_frame_is_that_of_the_initiative(records: ProcessTables) -> None:
    meetings = records.frame("meeting")
    umebra = meetings[meetings["forum"] == "umebra"]
    assert set(umebra.groupby(umebra["date"].dt.year).size()) == {5}
    rounds = records.frame("est_round")
    assert rounds["period"].min() == "2018-10"
    assert records.frame("area_start").set_index("area_id")["start"].dt.strftime("%Y-%m").to_dict() == {
        "ersboda": "2018-09",
        "alidhem": "2019-02",
        "mariehem": "2019-09",
    }
    assert set(records.frame("staffing")["fte_planned"]) == {3.0}
    areas = {"crime", "safety", "antd", "gambling"}
    goals = records.frame("goal")
    assert areas <= set(goals[goals["level"] == "outcome"]["goal_area"])
    gambling = records.frame("goal_followup").query("goal_id == 'spel'")
    assert set(gambling["assessment"]) == {"not_assessable"}


def _of_year(kind: TableKind, rows: list[dict[str, object]], meetings: dict[object, str]) -> list[dict[str, object]]:
    """What has to be typed for the year; what has no date is typed whole, as if it were the first year."""
    year = str(YEAR)
    match kind.name:
        case "activity_plan":
            return [row for row in rows if str(row["planned_start"])[:4] <= year <= str(row["planned_end"])[:4]]
        case "promise":
            return [row for row in rows if str(row["valid_from"])[:4] <= year <= str(row["valid_to"])[:4]]
        case "population":
            return [row for row in rows if row["year"] == YEAR]
        case "attendance":
            return [row for row in rows if meetings[row["meeting_id"]].startswith(year)]
        case _ if kind.dated_by:
            return [row for row in rows if str(row[kind.dated_by]).startswith(year)]
        case _:
            return rows


def test_a_year_of_the_three_packs_is_at_most_3000_cells(known: Truth) -> None:
    tables = process_rows(known)
    meetings = {row["meeting_id"]: str(row["date"]) for row in tables["meeting"]}
    cells = 0
    for kind in table_kinds().values():
        if kind.pack in KEPT:
            rows = _of_year(kind, tables[kind.name], meetings)
            names = [column.name for column in kind.columns if column.open]
            cells += sum(row.get(name) is not None for row in rows for name in names)
    assert cells <= MOST_CELLS
    assert f"{cells:,}".replace(",", " ") in _page(), cells


def test_the_page_says_how_many_hours_a_year_it_takes() -> None:
    minutes = sum(kind.minutes_a_month for kind in table_kinds().values() if kind.pack in KEPT)
    assert f"{round(minutes * 12 / 60)} timmar om året" in _page()
    assert f"{minutes} minuter i månaden" in _page()


def _page() -> str:
    return (ROOT / "docs" / "processledare.md").read_text(encoding="utf-8")


def test_the_noise_is_that_of_real_crime(known: Truth) -> None:
    found = [_noise(area, rows, known) for area, rows in crime_rows(known).groupby("område")]
    assert 3.0 <= float(np.mean([noise.dispersion for noise in found])) <= 8.0
    assert 0.3 <= float(np.mean([noise.autocorrelation for noise in found])) <= 0.6


def _noise(area: object, rows: pd.DataFrame, known: Truth) -> Noise:
    """What is left around trend, season, events and the start."""
    crime = known.crime
    final = rows[rows["månad"] < crime.preliminary_from]
    month, at = final["månad"], np.arange(len(final))
    start = crime.areas[str(area)].start
    steps = [month >= crime.recording_break, (month >= crime.pandemic[0]) & (month <= crime.pandemic[1])]
    steps += [] if start is None else [month >= start]
    angle = 2.0 * np.pi * at / 12.0
    x = np.column_stack([np.ones(len(at)), at, np.cos(angle), np.sin(angle), *(step.astype(float) for step in steps)])
    fitted = sm.GLM(final["antal"].to_numpy(dtype=float), x, family=sm.families.Poisson()).fit()
    residuals = np.asarray(fitted.resid_pearson)
    return noise_of(residuals=residuals, time=at, coefficients=x.shape[1], counts=True)


@pytest.mark.parametrize("category", ["all", "vandalism"])
def test_observations_become_an_outcome(records: ProcessTables, category: str) -> None:
    panel = evaluera.panel_from_est(records, category=category)
    assert panel.areas == ("alidhem", "ersboda", "mariehem")
    assert panel.has_exposure
