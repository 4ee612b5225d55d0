"""A workbook with 20 000 log rows: read, checked and all process methods computed, through the public API.

Exits with 1 when a target is missed: ten seconds of processor time, 400 MB.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import tempfile
from pathlib import Path

import numpy as np
import openpyxl
from cost import cost

TABLE = Path(__file__).resolve().parents[1] / "docs" / "measured" / "process_log.md"
ROWS, ACTIVITIES = 20_000, 40
LONGEST, LARGEST = 10.0, 400.0

FRAME: dict[str, list[list[object]]] = {
    "projekt": [
        ["projekt", "namn", "ägare", "före-period från", "insats från", "utvärdering till"],
        ["vaxer", "Trygga stadsdelar", "umebra", "2023-01", "2024-01", "2024-12"],
    ],
    "område": [["område", "namn", "typ"], ["ersboda", "Ersboda", "insatsområde"], ["teg", "Teg", "insatsområde"]],
    "befolkning": [["område", "år", "invånare"], ["ersboda", 2024, 9000], ["teg", 2024, 8000]],
    "organisation": [["organisation", "namn", "sektor"], ["umebra", "Umebrå", "kommunen"]],
    "mål": [
        ["mål", "målområde", "målnivå", "text", "riktning", "ägare"],
        ["M1", "brottslighet", "effektmål", "Skadegörelsen minskar", "minska", "umebra"],
    ],
    "löfte": [["löfte", "text", "område", "tema", "huvudansvarig", "gäller från", "gäller till"]],
    "möte": [["möte", "forum", "datum", "status"], ["B1", "Umebrå", "2024-02-10", "genomförd"]],
    "budget": [["år", "budgetrad", "finansiär", "budget", "utfall"], [2024, "B1", "kommunen", 500000, 412000]],
    "händelse": [["händelse", "start", "typ", "källa"], ["H1", "2024-03", "lagändring", "Riksdagen"]],
}
PLAN = ["aktivitet", "mål", "namn", "aktivitetstyp", "prevention", "område", "planerad start", "planerat slut"]
PLAN += ["planerade tillfällen", "planerade minuter", "planerade deltagare", "kärnkomponenter", "ansvarig"]
LOG = ["aktivitet", "område", "datum", "status", "minuter", "antal personal", "personaltimmar", "deltagare"]
LOG += ["nya deltagare", "kvinnor", "män", "unga", "kärnmoment", "kvalitet", "engagemang", "anpassning"]
LOG += ["orsak till inställt", "kostnad", "registrerad"]

RUN = """
import sys, evaluera
from evaluera.methods.registry import process_methods
tables = evaluera.read_process(sys.argv[1])
assert len(tables.frame("activity_log")) == {rows}, len(tables.frame("activity_log"))
for name in process_methods():
    evaluera.estimate(name, tables, year=2024)
"""


def workbook(path: Path) -> None:
    """Write the workbook: forty activities in two areas, nine sessions of ten held."""
    random = np.random.default_rng(20260101)
    book = openpyxl.Workbook(write_only=True)
    for name, grid in FRAME.items():
        _sheet(book, name, grid)
    window = ["2024-01-15", "2024-12-15", ROWS // ACTIVITIES, 120, 20, 4, "umebra"]
    areas = ["ersboda", "teg"]
    plan = [
        [f"A{i}", "M1", f"Aktivitet {i}", "ungdomsverksamhet", "social", areas[i % 2], *window]
        for i in range(ACTIVITIES)
    ]
    _sheet(book, "aktivitetsplan", [PLAN, *plan])
    _sheet(book, "aktivitetslogg", [LOG, *(_session(i, areas, random) for i in range(ROWS))])
    book.save(path)


def _session(i: int, areas: list[str], random: np.random.Generator) -> list[object]:
    activity = i % ACTIVITIES
    day = dt.date(2024, 1, 15) + dt.timedelta(days=int(random.integers(0, 330)))
    n = int(random.integers(4, 40))
    begin: list[object] = [f"A{activity}", areas[activity % 2], day]
    if random.random() < 0.1:
        return [*begin, "inställd", *[None] * 12, "väder", None, day]
    numbers = [120, 3, 6.5, n, n // 2, n // 3, n // 3, n // 2, 4, 4, 5]
    return [*begin, "genomförd", *numbers, "ingen", None, 1200, day]


def _sheet(book: openpyxl.Workbook, name: str, grid: list[list[object]]) -> None:
    sheet = book.create_sheet(name)
    for row in grid:
        sheet.append(row)


def main() -> int:
    """Measure, write the table, and say whether the targets are met."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "process.xlsx"
        workbook(path)
        run = cost([sys.executable, "-c", RUN.format(rows=ROWS), str(path)])
    rows = [
        ("from the workbook to all indicators, processor time", run.processor_seconds, LONGEST, "s"),
        ("largest process", run.megabytes, LARGEST, "MB"),
    ]
    table = ["| measured | value | target | unit |", "|---|---|---|---|"]
    table += [f"| {name} | {value:.1f} | below {target:g} | {unit} |" for name, value, target, unit in rows]
    size = f"{ROWS} log rows with {len(LOG)} columns, {ACTIVITIES} activities"
    said = f"{size}, Python {platform.python_version()}, one core, one run; {run.seconds:.1f} s on the clock."
    TABLE.write_text("\n".join([*table, "", said, ""]), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
    return int(any(value > target for _, value, target, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
