"""What Jupyter shows for a result at the end of a cell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.methods.registry import process_methods
from evaluera.report.display import (
    show_evaluation,
    show_panel,
    show_process,
    show_result,
    show_statement,
    show_tables,
)
from evaluera.report.running import Report

EXAMPLE = Path(__file__).parents[1] / "methods" / "process" / "worked_example"

IN_A_KERNEL = """
import json, os, sys
os.environ["EVALUERA_LANGUAGE"] = "en"
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
import evaluera
loaded = [name for name in ("pandas", "matplotlib", "scipy") if name in sys.modules]
evaluation = evaluera.run(sys.argv[1])
shown = {}
for value in (evaluation, evaluation.primary, evaluation.panels["count"], evaluation.statement()):
    data, _ = shell.display_formatter.format(value)
    shown[type(value).__name__] = data
print(json.dumps({"loaded": loaded, "shown": shown}))
"""


@pytest.fixture(scope="module")
def shown(swedish: Report) -> dict[str, Any]:
    """What IPython shows after a plain ``import evaluera``."""
    command = [sys.executable, "-c", IN_A_KERNEL, str(swedish.evaluation.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def process_records() -> ProcessTables:
    """The records of the worked example."""
    return process_tables(**{path.stem: pd.read_csv(path, dtype="object") for path in EXAMPLE.glob("*.csv")})


def test_showing_is_registered_without_loading_anything_heavy(shown: dict[str, Any]) -> None:
    assert shown["loaded"] == []


def test_a_result_shows_headline_table_and_figure(shown: dict[str, Any]) -> None:
    html = shown["shown"]["EffectResult"]["text/html"]
    assert "<strong>Vandalism" in html
    assert "<table" in html
    assert "<svg " in html
    assert "level_change" in shown["shown"]["EffectResult"]["text/plain"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [("Evaluation", "<ol"), ("Panel", "Panel: 96 rows, 1 outcomes"), ("Statement", "<strong>Skadegörelse")],
)
def test_other_records_show_themselves(shown: dict[str, Any], kind: str, words: str) -> None:
    assert words in shown["shown"][kind]["text/html"]
    assert shown["shown"][kind]["text/plain"].strip()


def test_the_same_result_can_be_shown_twice_in_one_page(swedish: Report) -> None:
    first, second = (show_result(swedish.evaluation.primary) for _ in range(2))
    assert first.figures
    assert not set(first.figures) & set(second.figures)


def test_every_section_reads_as_text_too(swedish: Report) -> None:
    evaluation = swedish.evaluation
    panel = next(iter(evaluation.panels.values()))
    for section in (show_evaluation(evaluation), show_panel(panel), show_statement(evaluation.statement())):
        assert str(section).strip()
        assert section._repr_mimebundle_()["text/plain"] == str(section)


def test_outside_ipython_nothing_of_the_report_is_imported(tmp_path: Path) -> None:
    code = "import sys, evaluera; print([n for n in sys.modules if n.startswith('evaluera.report')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "[]"


def test_a_process_result_shows_what_was_found_its_numbers_and_a_figure(process_records: ProcessTables) -> None:
    shown = show_process(evaluera.estimate("meetings", process_records, year=2024))
    assert "<strong>Mötesföljsamhet: 15 av 17" in str(shown.body)
    assert "<table" in shown.body
    assert "<svg " in shown.body
    assert "PM01" in str(shown)


def test_a_process_result_shows_no_small_numbers_of_persons_with_the_limit_it_was_computed_with() -> None:
    """Seven of 40: shown as a rule, hidden where the settings protect up to ten, in the table and in the text."""
    plan = {"activity_id": ["a"], "planned_start": ["2024-01-01"], "planned_end": ["2024-12-31"], "plan_version": [1]}
    log = {"activity_id": ["a"], "date": ["2024-02-01"], "status": ["held"], "n_unique_new": [7]}
    tables = process_tables(
        activity_plan=pd.DataFrame(plan | {"target_group_size": [40]}), activity_log=pd.DataFrame(log)
    )
    for fewest, there in ((5, True), (10, False)):
        shown = show_process(evaluera.estimate("reach", tables, year=2024, limits={"fewest_persons": fewest}))
        assert ("7 av 40" in str(shown.body)) is there
        assert ("0.175" in str(shown)) is there


def test_every_process_method_shows_itself(process_records: ProcessTables) -> None:
    for method in process_methods():
        shown = show_process(evaluera.estimate(method, process_records, year=2024))
        assert "<strong>" in shown.body, method
        assert str(shown).strip(), method


def test_records_show_their_tables_and_what_was_done_of_the_plan(process_records: ProcessTables) -> None:
    shown = show_tables(process_records)
    assert shown.body.count("<svg ") == 1
    assert "14 av 22 planerade tillfällen" in shown.body
    assert "<td" in shown.body
    assert "aktivitetslogg: 16" in str(shown)
    assert show_tables(process_tables()).figures == ()
