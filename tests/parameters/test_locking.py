"""What was locked beforehand, and what has been changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from evaluera.errors import ParameterError
from evaluera.parameters import lock, read
from evaluera.parameters.locking import locked
from evaluera.parameters.writing import yaml_text
from evaluera.text.findings import render

Write = Callable[..., Path]
DAY = date(2018, 6, 1)


@pytest.fixture
def fixed(swedish: str, write: Write) -> Path:
    path = write(swedish)
    lock(path, today=DAY)
    return path


def _change(path: Path, there: str, instead: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert there in text
    path.write_text(text.replace(there, instead), encoding="utf-8")


def test_nothing_is_locked_before(swedish: str, write: Write) -> None:
    found = locked(read(write(swedish)))
    assert (found.status, found.locked_on, found.deviations) == ("none", None, ())


def test_a_lock_stands_beside_the_file_with_its_date(swedish: str, write: Write) -> None:
    path = write(swedish)
    target, found = lock(path, today=DAY)
    assert target == path.with_name("evaluation.lock.yaml")
    assert (found.status, found.locked_on) == ("same", "2018-06-01")
    assert "sha256:" in target.read_text(encoding="utf-8")
    assert locked(read(path)) == found


def test_locking_again_keeps_the_first_date(fixed: Path) -> None:
    _, found = lock(fixed, today=date(2025, 1, 1))
    assert found.locked_on == "2018-06-01"


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("Min insats", "Vår insats"),
        ("Anmälda brott", "Brott"),
        ("källa: Brå", "källa: SCB"),
        ("antal: {", '"antal": {'),
    ],
)
def test_names_and_sources_may_change(there: str, instead: str, fixed: Path) -> None:
    _change(fixed, there, instead)
    assert locked(read(fixed)).status == "same"


@pytest.mark.parametrize(
    ("there", "instead", "parameter", "then", "now", "decisive"),
    [
        ("10 %", "5 %", "outcomes.antal.smallest_change", "0.1", "0.05", True),
        ("jämförelse: övriga", "jämförelse: [Teg]", "intervention.comparison", '"rest"', '["Teg"]', True),
        (
            "konfidens: 0.9",
            "konfidens: 0.8",
            "analyses.antal-interrupted_time_series.options.confidence",
            "0.9",
            "0.8",
            True,
        ),
        ("före: 24", "före: 12", "analyses.a.options.before", "24", "12", False),
    ],
)
def test_a_deviation_names_both_values(
    there: str, instead: str, parameter: str, then: str, now: str, decisive: bool, fixed: Path
) -> None:
    _change(fixed, there, instead)
    found = locked(read(fixed))
    assert found.status == "changed"
    deviation = next(each for each in found.deviations if each.parameter == parameter)
    assert (deviation.locked, deviation.now, deviation.decisive) == (then, now, decisive)
    assert found.decisive is decisive


EVENTS = """\
händelser:
  - {namn: Pandemin, från: 2020-03, till: 2022-03, hantering: lämna ut, påverkar: båda}
  - {namn: Ny kod, från: 2019-01, hantering: nämn, påverkar: anmälan}
"""


@pytest.fixture
def with_events(swedish: str, write: Write) -> Path:
    """Locked with two known events; the method of one analysis need not know them."""
    path = write(swedish.replace("analyser:", f"{EVENTS}analyser:"))
    lock(path, today=DAY)
    return path


@pytest.mark.parametrize(
    ("there", "instead", "expected"),
    [
        ("lämna ut", "nämn", {"events.Pandemin.how": ('"exclude"', '"mention"')}),
        ("till: 2022-03", "till: 2021-12", {"events.Pandemin.last": ('"2022-03"', '"2021-12"')}),
        ("påverkar: anmälan", "påverkar: båda", {"events.Ny kod.affects": ('"reporting"', '"both"')}),
        (
            "  - {namn: Ny kod, från: 2019-01, hantering: nämn, påverkar: anmälan}\n",
            "",
            {
                "events.Ny kod.affects": ('"reporting"', ""),
                "events.Ny kod.first": ('"2019-01"', ""),
                "events.Ny kod.how": ('"mention"', ""),
                "events.Ny kod.last": ("null", ""),
                "events.Ny kod.name": ('"Ny kod"', ""),
            },
        ),
        (
            "före: 24",
            "före: 24, händelser: [{namn: Pandemin, från: 2020-03, hantering: nämn}]",
            {
                "analyses.a.options.events": (
                    "",
                    '[{"name": "Pandemin", "first": "2020-03", "last": null, "how": "mention", "affects": "both"}]',
                )
            },
        ),
    ],
)
def test_a_changed_event_is_told_once_with_both_values(
    there: str, instead: str, expected: dict[str, tuple[str, str]], with_events: Path
) -> None:
    assert locked(read(with_events)).status == "same"
    _change(with_events, there, instead)
    found = locked(read(with_events))
    assert {each.parameter: (each.locked, each.now) for each in found.deviations} == expected
    assert found.decisive is not any(name.startswith("analyses.a.") for name in expected)


def test_an_event_that_comes_after_the_lock_is_a_decisive_deviation(fixed: Path) -> None:
    _change(fixed, "analyser:", f"{EVENTS}analyser:")
    found = locked(read(fixed))
    assert found.decisive is True
    assert {each.parameter.split(".")[1] for each in found.deviations} == {"Pandemin", "Ny kod"}
    assert {each.locked for each in found.deviations} == {""}


def test_a_lock_that_kept_the_events_with_each_analysis_is_still_read(with_events: Path) -> None:
    file = with_events.with_name("evaluation.lock.yaml")
    content = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
    fixed = content["fixed"]
    events = list(fixed.pop("events").values())
    fixed["analyses"]["antal-interrupted_time_series"]["options"]["events"] = events
    sealed = hashlib.sha256(json.dumps(fixed, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    file.write_text(yaml_text({"locked_on": "2018-06-01", "sha256": sealed, "fixed": fixed}), encoding="utf-8")
    assert locked(read(with_events)).status == "same"
    _change(with_events, "lämna ut", "nämn")
    assert [each.parameter for each in locked(read(with_events)).deviations] == ["events.Pandemin.how"]


def test_another_analysis_afterwards_is_a_deviation_but_not_a_decisive_one(fixed: Path) -> None:
    _change(
        fixed,
        "rapport:",
        "  - {beteckning: b, metod: avbruten tidsserie, utfall: antal, form: nivå och lutning}\nrapport:",
    )
    found = locked(read(fixed))
    assert found.status == "changed"
    assert {each.parameter.split(".")[1] for each in found.deviations} == {"b"}
    assert found.decisive is False


def test_another_main_analysis_is_decisive(fixed: Path) -> None:
    _change(fixed, ", huvudanalys: ja", "")
    _change(fixed, "före: 24", "huvudanalys: ja, före: 24")
    assert locked(read(fixed)).decisive is True


def test_a_changed_evaluation_is_not_locked_again(fixed: Path) -> None:
    _change(fixed, "10 %", "5 %")
    with pytest.raises(ParameterError) as caught:
        lock(fixed, today=date(2025, 1, 1))
    (finding,) = caught.value.findings
    assert finding.code == "parameter.already_locked"
    assert render(finding, "sv") == (
        "min-insats/evaluation.yaml: Analyserna låstes 1 juni 2018 och har ändrats sedan dess. "
        "Ta bort evaluation.lock.yaml om ni vill låsa på nytt."
    )
    assert render(finding, "en") == (
        "min-insats/evaluation.yaml: The analyses were locked on 1 June 2018 and have changed since. "
        "Remove evaluation.lock.yaml if you want to lock again."
    )


@pytest.mark.parametrize("text", ["", "fixed: {}\n", "a: [\n", "locked_on: x\nsha256: y\nfixed: {a: 1}\n"])
def test_a_lock_file_that_was_edited_is_not_trusted(text: str, fixed: Path) -> None:
    fixed.with_name("evaluation.lock.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        locked(read(fixed))
    (finding,) = caught.value.findings
    assert finding.code == "parameter.lock_edited"
    assert render(finding, "en") == (
        "min-insats/evaluation.lock.yaml: The lock file was changed by hand and cannot be trusted. "
        "Restore it or remove it."
    )


def test_an_earlier_date_in_the_lock_file_is_found(fixed: Path) -> None:
    file = fixed.with_name("evaluation.lock.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("before: 24", "before: 12"), encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        locked(read(fixed))
    assert [finding.code for finding in caught.value.findings] == ["parameter.lock_edited"]


def test_there_is_nothing_to_lock_without_analyses(write: Write) -> None:
    path = write("version: 1\nnamn: Min insats\nprocess: process.xlsx\n")
    with pytest.raises(ParameterError) as caught:
        lock(path, today=DAY)
    (finding,) = caught.value.findings
    assert finding.code == "parameter.nothing_to_lock"
    assert render(finding, "sv") == (
        "min-insats/evaluation.yaml: Det finns inga analyser att låsa. "
        "Vad som följs upp av genomförandet bestäms i planen."
    )
    assert not path.with_name("evaluation.lock.yaml").exists()
