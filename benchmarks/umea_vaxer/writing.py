"""All files of the example: the data of the outcomes, the workbook, and the exports of web forms by area."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from umea_vaxer.est_tables import est_tables, walk_tables
from umea_vaxer.files import write_book, write_export, write_figures
from umea_vaxer.frame_tables import CITY, frame_tables
from umea_vaxer.goal_tables import goal_tables
from umea_vaxer.log_table import log_rows
from umea_vaxer.meeting_tables import meeting_tables
from umea_vaxer.outcomes import DRINKING, UNSAFE, crime_rows, survey_rows
from umea_vaxer.plan_table import plan_rows
from umea_vaxer.survey_tables import survey_tables
from umea_vaxer.theory_tables import theory_tables
from umea_vaxer.truth import Truth

__all__ = ["FORM_HEADINGS", "process_rows", "write_all"]

Row = dict[str, Any]

FORM_HEADINGS = {"n_participants": "Hur många kom?", "logged_on": "Skickat"}
"""What the web form asks, in place of our headings; evaluation.yaml says what the questions mean."""
_FILLED_IN_BY = "Ifyllt av"


def process_rows(truth: Truth) -> dict[str, list[Row]]:
    """Every table of the process."""
    return {
        **frame_tables(truth),
        **goal_tables(truth),
        "activity_plan": plan_rows(),
        "activity_log": log_rows(truth),
        **meeting_tables(truth),
        **est_tables(truth),
        **walk_tables(truth),
        **survey_tables(truth),
        **theory_tables(truth),
    }


def write_all(truth: Truth, folder: Path) -> None:
    """Write the example into a folder: the same parameters give the same files."""
    write_figures(crime_rows(truth), folder / "anmalda-brott.csv")
    write_figures(survey_rows(UNSAFE, truth.unsafe, truth), folder / "otrygghet.csv")
    write_figures(survey_rows(DRINKING, truth.school, truth), folder / "skolenkat.csv")
    tables = process_rows(truth)
    logged, seen = tables.pop("activity_log"), tables.pop("est_report")
    tables["activity_log"] = [row for row in logged if row["area_id"] == CITY]
    write_book(tables, folder / "process.xlsx")
    for area in dict.fromkeys(row["area_id"] for row in seen):
        own = [{**row, _FILLED_IN_BY: "processledare"} for row in _of(area, logged)]
        write_export("activity_log", own, folder / "loggar" / f"aktivitetslogg_{area}.csv", headings=FORM_HEADINGS)
        write_export("est_report", _of(area, seen), folder / "loggar" / f"EST-iakttagelse_{area}.csv", headings={})


def _of(area: str, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["area_id"] == area]
