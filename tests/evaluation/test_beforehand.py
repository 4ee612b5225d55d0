"""Was it decided beforehand? The lock and the protocol, against the last day of the data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import evaluera
from evaluera.parameters import lock
from evaluera.text.findings import render

Make = Callable[..., Path]


def _change(folder: Path, there: str, instead: str) -> None:
    file = folder / "evaluation.yaml"
    text = file.read_text(encoding="utf-8")
    assert there in text
    file.write_text(text.replace(there, instead), encoding="utf-8")


def test_it_is_not_known_without_lock_and_protocol(make: Make) -> None:
    evaluation = evaluera.run(make())
    assert evaluation.lock.status == "none"
    assert evaluation.decided_beforehand is None


def test_a_lock_from_before_the_data_ended_counts(make: Make) -> None:
    folder = make()
    lock(folder, today=date(2017, 12, 1))
    evaluation = evaluera.run(folder)
    assert (evaluation.lock.status, evaluation.lock.locked_on) == ("same", "2017-12-01")
    assert evaluation.decided_beforehand is True
    assert evaluation.primary.question.decided_beforehand is True
    assert evaluation.findings == ()


def test_a_lock_from_after_the_data_does_not_count_and_is_said(make: Make) -> None:
    folder = make()
    lock(folder, today=date(2020, 1, 1))
    evaluation = evaluera.run(folder)
    assert evaluation.decided_beforehand is None
    (finding,) = evaluation.findings
    assert render(finding, "sv") == (
        "min-insats/evaluation.yaml: Beslutet är från 1 januari 2020, när siffrorna redan fanns. "
        "Det räknas inte som bestämt i förväg."
    )


def test_a_decisive_change_after_the_lock_takes_it_away(make: Make) -> None:
    folder = make()
    lock(folder, today=date(2017, 12, 1))
    _change(folder, "10 %", "5 %")
    evaluation = evaluera.run(folder)
    assert evaluation.lock.status == "changed"
    assert evaluation.primary.question.decided_beforehand is False
    (finding,) = evaluation.findings
    assert render(finding, "sv") == (
        'min-insats/evaluation.yaml: "outcomes.antal.smallest_change" är ändrat sedan det låstes 1 december 2017. '
        "Låst: 0.1. Nu: 0.05."
    )


def test_another_analysis_afterwards_does_not_take_it_away(make: Make) -> None:
    folder = make()
    lock(folder, today=date(2017, 12, 1))
    _change(folder, "tidsserie, utfall: antal}", "tidsserie, utfall: antal, övertoner: 1}")
    evaluation = evaluera.run(folder)
    assert evaluation.lock.status == "changed"
    assert evaluation.decided_beforehand is True


@pytest.mark.parametrize(("day", "known"), [("2017-06-01", True), ("2020-06-01", None)])
def test_the_protocol_counts_where_there_is_no_lock(day: str, known: bool | None, make: Make) -> None:
    evaluation = evaluera.run(make(("utfall:\n", f"protokoll: {{beslutat: {day}, av: Umebrå}}\nutfall:\n")))
    assert evaluation.decided_beforehand is known
    assert [finding.code for finding in evaluation.findings] == ([] if known else ["parameter.decided_after_data"])
