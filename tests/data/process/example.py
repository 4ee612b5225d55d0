"""A small initiative with all tables of the minimum set, as a coordinator would write it: no finding but a note."""

from __future__ import annotations

import copy
import io
from pathlib import Path
from typing import Any

import openpyxl

__all__ = ["SHEETS", "book", "sheets", "write_book", "write_csv"]

Grid = list[list[Any]]

SHEETS: dict[str, Grid] = {
    "projekt": [
        ["projekt", "namn", "ägare", "före-period från", "insats från", "utvärdering till", "införande"],
        ["vaxer", "Trygga Ersboda", "umebra", "2023-01", "2024-01", "2024-12", "skarp start"],
    ],
    "område": [
        ["område", "namn", "typ", "ingår i område"],
        ["umea", "Umeå", "kommunen", None],
        ["ersboda", "Ersboda", "insatsområde", "umea"],
        ["teg", "Teg", "jämförelseområde", "umea"],
    ],
    "befolkning": [
        ["område", "år", "grupp", "invånare"],
        ["ersboda", 2024, "samtliga", 9000],
        ["ersboda", 2024, "kvinnor", 4400],
        ["teg", 2024, None, 8000],
    ],
    "organisation": [
        ["organisation", "namn", "sektor"],
        ["umebra", "Umebrå", "kommunen"],
        ["polisen", "Polisen", "polisen"],
        ["fritid", "Fritid Umeå", "fritid"],
    ],
    "mål": [
        ["mål", "målområde", "målnivå", "text", "riktning", "ägare", "utgångsvärde", "målvärde"],
        ["M0", "trygghet", "vision", "Ett tryggt Ersboda", None, "umebra", None, None],
        ["M1", "brottslighet", "effektmål", "Skadegörelsen minskar", "minska", "umebra", 120, 100],
    ],
    "löfte": [
        ["löfte", "text", "område", "tema", "huvudansvarig", "gäller från", "gäller till", "lovad mängd", "enhet"],
        [
            "L1",
            "Polisen är synlig i centrum",
            "ersboda",
            "trygghet",
            "polisen",
            "2024-01-01",
            "2024-12-31",
            100,
            "timmar",
        ],
    ],
    "aktivitetsplan": [
        [
            "aktivitet",
            "mål",
            "namn",
            "aktivitetstyp",
            "prevention",
            "område",
            "planerad start",
            "planerat slut",
            "planerade tillfällen",
            "planerade minuter",
            "målgruppens storlek",
            "kärnkomponenter",
            "ansvarig",
        ],
        [
            "A1",
            "M1",
            "Öppet hus",
            "ungdomsverksamhet",
            "social",
            "ersboda",
            "2024-01-15",
            "2024-11-30",
            10,
            120,
            600,
            4,
            "fritid",
        ],
        [
            "A2",
            "M1",
            "Belysning",
            "belysning",
            "situationell",
            "ersboda",
            "2024-03-01",
            "2024-09-30",
            2,
            60,
            None,
            None,
            "umebra",
        ],
    ],
    "aktivitetslogg": [
        [
            "aktivitet",
            "område",
            "datum",
            "status",
            "minuter",
            "deltagare",
            "nya deltagare",
            "kärnmoment",
            "orsak till inställt",
            "registrerad",
        ],
        ["A1", "ersboda", "2024-02-01", "genomförd", 120, 14, 14, 4, None, "2024-02-02"],
        ["A1", "ersboda", "2024-03-01", "delvis", 60, 12, 7, 3, None, "2024-03-02"],
        ["A1", "ersboda", "2024-04-01", "inställd", 0, None, None, None, "personal", "2024-04-02"],
        ["A2", "ersboda", "2024-05-02", "genomförd", 60, None, None, None, None, "2024-05-03"],
    ],
    "möte": [
        ["möte", "forum", "datum", "status"],
        ["B1", "Umebrå", "2024-02-10", "genomförd"],
        ["B2", "Umebrå", "2024-05-10", "inställd"],
    ],
    "budget": [
        ["år", "budgetrad", "finansiär", "budget", "utfall"],
        [2024, "B-1", "kommunen", 500000, 412000],
    ],
    "händelse": [
        ["händelse", "start", "slut", "typ", "källa"],
        ["H1", "2023-05", "2023-05", "lagändring", "Riksdagen"],
        ["H2", "2024-03", None, "annan insats", "Umebrå"],
    ],
}


def sheets() -> dict[str, Grid]:
    """A copy of the sheets that a test may change."""
    return copy.deepcopy(SHEETS)


def book(grids: dict[str, Grid], *, hidden: tuple[str, ...] = ()) -> bytes:
    """The content of a workbook with these sheets."""
    made = openpyxl.Workbook()
    del made["Sheet"]
    for name, rows in grids.items():
        sheet = made.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def write_book(folder: Path, grids: dict[str, Grid] | None = None, *, name: str = "process.xlsx") -> Path:
    """A workbook in the folder; the whole example when no sheets are given."""
    path = folder / name
    path.write_bytes(book(SHEETS if grids is None else grids))
    return path


def write_csv(folder: Path, name: str, grid: Grid, *, separator: str = ";", encoding: str = "utf-8-sig") -> Path:
    """One sheet as Swedish Excel saves it: decimal comma, semicolon."""
    lines = [separator.join("" if cell is None else str(cell).replace(".", ",") for cell in row) for row in grid]
    path = folder / name
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path
