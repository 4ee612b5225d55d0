"""``resultat.xlsx``: the tables of the report as a workbook, with headings and number format of the language."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluera.report.estimates_frame import estimates_frame
from evaluera.text.messages import message

if TYPE_CHECKING:
    import pandas as pd

    from evaluera.evaluation import Evaluation

__all__ = ["workbook"]

WIDEST = 48
NUMBER_FORMAT = "#,##0.00"  # Excel shows it with the decimal and group marks of the reader's own settings
WHOLE_FORMAT = "#,##0"


def workbook(evaluation: Evaluation, file: Path) -> None:
    """Write the workbook: conclusions, estimates, checks and one sheet with the series of each analysis.

    Numbers stay numbers. A text that begins like a formula is written as text, so that nothing runs when it is opened.
    """
    from openpyxl import Workbook

    language = evaluation.language
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.language = evaluation.title, language
    for title, frame in _frames(evaluation, language):
        _sheet(book, title, frame)
    book.save(file)


def _frames(evaluation: Evaluation, language: str) -> list[tuple[str, pd.DataFrame]]:
    import pandas as pd

    from evaluera.tables.verdicts import verdicts_table

    verdicts = verdicts_table(evaluation.results, language, primary=evaluation.primary_id)
    frames = [
        ("verdicts", pd.DataFrame(list(verdicts.rows), columns=list(verdicts.headers))),
        ("estimates", _worded(estimates_frame(evaluation), language)),
        ("checks", _checks(evaluation, language)),
    ]
    if not evaluation.results:
        frames = []
    if evaluation.follow_up is not None:
        frames.append(("measures", _measures(evaluation, language)))
    series = [(name, _worded(result.series, language)) for name, result in evaluation.results.items()]
    named = [(message(f"report.workbook.{name}", language), frame) for name, frame in frames]
    return [*named, *((f"{number} {name}", frame) for number, (name, frame) in enumerate(series, start=1))]


def _measures(evaluation: Evaluation, language: str) -> pd.DataFrame:
    """The numbers of the process half with their names in words."""
    import pandas as pd

    from evaluera.report.measures_frame import measures_frame
    from evaluera.tables.measure_cells import indicator_name
    from evaluera.text.process_names import names_of

    assert evaluation.follow_up is not None
    names = names_of(evaluation.follow_up.tables, language, limits=evaluation.follow_up.limits)
    frame = measures_frame(evaluation)
    worded = pd.DataFrame(
        {
            "indicator": frame["indicator"],
            "name": [
                indicator_name(each, language, variant=variant, limits=names.limits)
                for each, variant in zip(frame["indicator"], frame["variant"], strict=True)
            ],
            "variant": frame["variant"],
            "part": [names.name(s, p) if s else "" for s, p in zip(frame["split"], frame["part"], strict=True)],
            **{column: frame[column] for column in ("period", "value", "numerator", "denominator", "low", "high")},
            "unit": frame["unit"],
            "missing": frame["missing"],
            "reason": [message(f"measure.reason.{each}", language) if each else "" for each in frame["reason"]],
        }
    )
    heads = {column: message(f"table.measures.column.{column}", language) for column in worded.columns}
    return worded.rename(columns=heads)


def _checks(evaluation: Evaluation, language: str) -> pd.DataFrame:
    import pandas as pd

    from evaluera.text.explanation import check_name, reason_text, verdict_text

    rows = [
        {
            "analysis": name,
            "outcome": check.outcome,
            "area": check.area,
            "check": check_name(check, language),
            "verdict": verdict_text(check, language),
            "value": check.value,
            "meaning": reason_text(check, language, season_length=result.season_length),
        }
        for name, result in evaluation.results.items()
        for check in result.diagnostics
    ]
    columns = ["analysis", "outcome", "area", "check", "verdict", "value", "meaning"]
    return _worded(pd.DataFrame(rows, columns=columns), language)


def _worded(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The frame with column headings and the names of terms and units in the language."""
    from evaluera.text.names import term_name, unit_name

    worded = frame.copy()
    for column, name in (("term", term_name), ("unit", unit_name)):
        if column in worded:
            worded[column] = [name(value, language) for value in worded[column]]
    headings = [message(f"report.workbook.column.{column}", language) for column in worded.columns]
    return worded.set_axis(headings, axis="columns")


def _sheet(book: Any, title: str, frame: pd.DataFrame) -> None:
    """One sheet: headings that stay in view, columns wide enough, numbers with separators."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.append([str(column) for column in frame.columns])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for place, row in enumerate(frame.itertuples(index=False), start=2):
        for column, value in enumerate(row, start=1):
            _fill(sheet.cell(row=place, column=column), value)
    sheet.freeze_panes = "A2"
    for column, cells in enumerate(sheet.iter_cols(), start=1):
        width = max(len(str(cell.value or "")) for cell in cells)
        sheet.column_dimensions[sheet.cell(row=1, column=column).column_letter].width = min(width + 2, WIDEST)


def _fill(cell: Any, value: Any) -> None:
    if isinstance(value, float):
        if math.isfinite(value):
            cell.value = value
            cell.number_format = NUMBER_FORMAT if value != round(value) else WHOLE_FORMAT
    elif isinstance(value, bool | int):
        cell.value = value
    elif value is not None:
        cell.value = str(value)
        cell.data_type = "s"
