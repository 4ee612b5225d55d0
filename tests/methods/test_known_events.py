"""Other known events: a step of their own, left out, or only mentioned, and then a step down in certainty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, EvalueraError, Panel
from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.other_events import unmodelled_events
from evaluera.design.event import Event
from evaluera.figures.course_view import view_of

PANDEMIC = {"name": "Pandemin", "from": "2018-07", "to": "2018-12"}


@pytest.fixture(scope="module")
def disturbed() -> Panel:
    """Six years of a rate that falls by 5 from 2018-01; half a year from 2018-07 is 12 higher."""
    return _six_years(higher=12.0)


def _six_years(*, higher: float) -> Panel:
    time = np.arange(72)
    value = 100.0 - 5.0 * (time >= 36) + higher * ((time >= 42) & (time < 48))
    value = value + np.random.default_rng(3).standard_normal(72)
    months = pd.period_range("2015-01", periods=72, freq="M")
    return evaluera.panel(pd.DataFrame({"period": months, "value": value}), kind="rate", source="made here")


def _its(panel: Panel, *events: dict[str, Any], **options: Any) -> EffectResult:
    return evaluera.estimate("interrupted_time_series", panel, start="2018-01", events=list(events), **options)


def _codes(result: EffectResult) -> list[str]:
    return [note.code for note in result.notes]


@pytest.mark.parametrize("how", ["model", "exclude"])
def test_what_an_event_did_is_not_counted_as_the_effect(disturbed: Panel, how: str) -> None:
    found = _its(disturbed, {**PANDEMIC, "how": how}).primary()[0]
    assert found.low < -5.0 < found.high
    alone, undisturbed = (_its(panel).primary()[0] for panel in (disturbed, _six_years(higher=0.0)))
    assert found.high - found.low < 0.5 * (alone.high - alone.low)
    assert abs(found.estimate - undisturbed.estimate) < 0.5 * undisturbed.std_error


def test_an_excluded_event_leaves_its_periods_out(disturbed: Panel) -> None:
    result = _its(disturbed, {**PANDEMIC, "how": "exclude"})
    assert result.primary()[0].n == 66
    assert not result.series["used"][42:48].any()
    assert result.provenance.rows_excluded == 6
    assert "event_exclude" in _codes(result)


def test_a_modelled_event_stays_in_what_is_expected_without_the_initiative(disturbed: Panel) -> None:
    course = _its(disturbed, PANDEMIC).series
    expected = course["counterfactual"].to_numpy()
    assert expected[42:48].mean() - expected[48:54].mean() == pytest.approx(12.0, abs=2.0)


def test_an_event_without_an_end_goes_on(disturbed: Panel) -> None:
    result = _its(disturbed, {"name": "Ny kod", "first": "2019-07", "affects": "reporting"})
    assert result.timing.events == (Event(name="Ny kod", first="2019-07", affects="reporting", how="model"),)
    assert "event_open_model" in _codes(result)


def test_an_event_outside_the_window_changes_nothing(disturbed: Panel) -> None:
    early = {"name": "Förr", "from": "2015-02", "to": "2015-04"}
    plain, with_it = _its(disturbed, before=24), _its(disturbed, early, before=24)
    assert plain.estimates == with_it.estimates
    assert unmodelled_events(with_it, with_it.courses[0]) == ()


def test_an_event_that_begins_with_the_initiative_cannot_be_told_from_it(disturbed: Panel) -> None:
    together = {"name": "Ny lag", "from": "2018-01"}
    result = _its(disturbed, together)
    assert result.estimates == _its(disturbed).estimates
    assert "event_inseparable" in _codes(result)
    assert result.timing.events[0].how == "mention"
    assert "event_not_modelled" in [step.code for step in conclude(result).steps]


@pytest.mark.parametrize(
    ("event", "counts"),
    [
        ({"how": "mention", "affects": "reporting"}, True),
        ({"how": "mention", "affects": "both"}, True),
        ({"how": "mention"}, True),
        ({"how": "mention", "affects": "true_level"}, False),
        ({"how": "model", "affects": "reporting"}, False),
        ({"how": "exclude", "affects": "both"}, False),
    ],
)
def test_reporting_that_is_not_modelled_is_a_step_down(disturbed: Panel, event: dict[str, str], counts: bool) -> None:
    result = _its(disturbed, {**PANDEMIC, **event})
    steps = [step for step in conclude(result).steps if step.code == "event_not_modelled"]
    assert [(step.change, step.values["name"]) for step in steps] == ([(-1, "Pandemin")] if counts else [])
    assert ("Pandemin" in str(evaluera.statement(result, "sv"))) == counts


def test_an_event_that_an_analysis_was_not_told_of_is_not_modelled(disturbed: Panel) -> None:
    question = replace(evaluera.question(), events=(Event(name="Ny kod", first="2016-03", last="2016-04"),))
    result = evaluera.estimate("before_after", disturbed, question=question, start="2018-01")
    assert [each.name for each in unmodelled_events(result, result.courses[0])] == ["Ny kod"]
    later = replace(question, events=(Event(name="Ny kod", first="2030-01"),))
    again = evaluera.estimate("before_after", disturbed, question=later, start="2018-01")
    assert unmodelled_events(again, again.courses[0]) == ()


def test_events_survive_json_and_old_results_are_read(disturbed: Panel) -> None:
    result = _its(disturbed, PANDEMIC, end="2019-12")
    assert EffectResult.from_json(result.to_json()) == result
    plain = _its(disturbed)
    old = plain.to_json().replace('    "end": null,\n    "events": [],\n', "")
    assert old != plain.to_json()
    assert EffectResult.from_json(old) == plain


def test_the_figure_names_events_and_the_end(disturbed: Panel) -> None:
    excluded = {**PANDEMIC, "how": "exclude"}
    result = _its(disturbed, excluded, {"name": "Ny kod", "from": "2016-01", "to": "2016-02"}, end="2019-12")
    view = view_of(result.courses[0], result.timing)
    found = [(each.kind, each.name, each.first, each.last, each.used) for each in view.stretches]
    assert found == [
        ("event", "Pandemin", 42, 47, False),
        ("event", "Ny kod", 12, 13, True),
        ("end", "", 60, 60, True),
    ]
    assert view.breaks == (36, 60)
    figure = evaluera.plot(result, language="sv")
    texts = {text.get_text() for text in figure.findobj() if hasattr(text, "get_text")}
    assert {"Pandemin", "Ny kod", "Slut dec 2019"} <= texts


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([{"name": "x", "from": "2018-05", "to": "2018-01"}], "method.event_reversed"),
        ([PANDEMIC, PANDEMIC], "method.event_twice"),
        ([{"name": "x", "from": "någon gång"}], "data.unreadable_period"),
        ([{"name": "x"}], "parameter.missing"),
        ([{**PANDEMIC, "how": "modell"}], "parameter.not_a_choice_near"),
        ([{**PANDEMIC, "area": "Teg"}], "parameter.unknown"),
        ([{**PANDEMIC, "name": ""}], "parameter.empty_value"),
    ],
)
def test_an_event_that_cannot_be_is_refused(disturbed: Panel, events: list[dict[str, Any]], code: str) -> None:
    with pytest.raises(EvalueraError) as error:
        _its(disturbed, *events)
    assert [finding.code for finding in error.value.findings] == [code]
    assert error.value.findings[0].place.parameter.startswith("events")  # type: ignore[union-attr]


def _evaluation(folder: Path, disturbed: Panel, events: str) -> Path:
    disturbed.frame()[["period", "value"]].to_csv(folder / "tal.csv", index=False)
    lines = [
        "version: 1",
        "namn: Prov",
        "data: {fil: tal.csv, period: period, värde: value, slag: tal}",
        "insats: {start: 2018-01}",
        "händelser:",
        *events.splitlines(),
        "analyser:",
        "  - {metod: avbruten tidsserie, utfall: value, huvudanalys: ja, form: tillfällig, varaktighet: 24}",
        "  - {metod: före efter, utfall: value}",
    ]
    path = folder / "evaluation.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_events_of_the_file_reach_every_analysis(tmp_path: Path, disturbed: Panel) -> None:
    written = "  - {namn: Pandemin, från: juli 2018, till: 2018-12, hantering: lämna ut, påverkar: båda}"
    evaluation = evaluera.run(_evaluation(tmp_path, disturbed, written))
    series, before_after = evaluation.results.values()
    assert series.timing.events == (Event(name="Pandemin", first="2018-07", last="2018-12", how="exclude"),)
    assert series.options["shape"] == "pulse"
    assert before_after.timing.events == series.timing.events
    assert unmodelled_events(before_after, before_after.courses[0]) == ()


def test_one_analysis_may_do_something_else_about_an_event(tmp_path: Path, disturbed: Panel) -> None:
    path = _evaluation(tmp_path, disturbed, "  - {namn: Pandemin, från: 2018-07, till: 2018-12}")
    own = ", händelser: [{namn: Pandemin, från: 2018-07, till: 2018-12, hantering: nämn}]}"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("före efter, utfall: value}", "före efter, utfall: value" + own), encoding="utf-8")
    series, before_after = evaluera.run(path).results.values()
    assert [each.timing.events[0].how for each in (series, before_after)] == ["model", "mention"]


def test_a_wrong_event_of_the_file_has_its_line(tmp_path: Path, disturbed: Panel) -> None:
    written = "  - {namn: Pandemin, från: 2018-12, till: 2018-07}"
    with pytest.raises(EvalueraError) as error:
        evaluera.run(_evaluation(tmp_path, disturbed, written))
    found = [finding for finding in error.value.findings if finding.severity == "error"]
    assert {finding.code for finding in found} == {"method.event_reversed"}
    assert 5 in {finding.place.line for finding in found}
