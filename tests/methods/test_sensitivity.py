"""``evaluera.sensitivity``: the same analysis across error models, as record, table and figure."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import MethodError, Panel, ParameterError
from evaluera.conclusion.agreement import agreement
from evaluera.figures.sensitivity_drawing import draw_sensitivity
from evaluera.results.estimate import TIDY_COLUMNS
from evaluera.results.sensitivity import Sensitivity
from evaluera.tables.sensitivity import sensitivity_table

ITS = "interrupted_time_series"


def counts(value: list[float] | None = None) -> Panel:
    rng = np.random.default_rng(12)
    drawn = rng.poisson(np.where(np.arange(48) < 24, 30.0, 18.0)) if value is None else value
    return evaluera.panel(pd.DataFrame({"period": pd.period_range("2018-01", periods=48, freq="M"), "value": drawn}))


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    return evaluera.sensitivity(ITS, counts(), start="2020-01")


@pytest.fixture(scope="module")
def with_zeros() -> Sensitivity:
    return evaluera.sensitivity(ITS, counts([0.0, 3.0, 5.0, 4.0] * 12), errors=("poisson", "arima"), start="2020-01")


def test_the_default_stands_first_once_and_by_its_own_name(found: Sensitivity) -> None:
    names = [each.errors for each in found.answers]
    assert names[0] == "drift"
    assert len(names) == len(set(names)) == 16
    assert [each.pre_specified for each in found.answers] == [True] + [False] * 15


def test_each_answer_is_that_of_the_analysis_by_that_name(found: Sensitivity) -> None:
    for answer in found.answers:
        alone = evaluera.estimate(ITS, counts(), start="2020-01", errors=answer.errors)
        assert answer.estimate == alone.primary()[0]
        assert answer.reason is None


def test_tidy(found: Sensitivity, with_zeros: Sensitivity) -> None:
    frame = found.tidy()
    assert list(frame.columns) == ["errors", "pre_specified", *TIDY_COLUMNS, "reason"]
    assert (frame["reason"] == "").all()
    assert (frame["term"] == "level_change").all()
    other = with_zeros.tidy().set_index("errors")
    assert other.loc["arima", "reason"] == "method.zero_in_logarithm"
    assert np.isnan(other.loc["arima", "estimate"])
    assert other.loc["arima", "outcome"] == "value"


def test_models_that_do_not_fit_the_data_stand_there_only_when_asked_for() -> None:
    rng = np.random.default_rng(3)
    frame = pd.DataFrame({"period": range(1, 41), "value": rng.normal(50.0, 4.0, 40)})
    panel = evaluera.panel(frame, kind="mean")
    every = evaluera.sensitivity(ITS, panel, start=21)
    assert not {"poisson", "quasi_poisson", "negative_binomial", "glm_hac"} & {a.errors for a in every.answers}
    asked = evaluera.sensitivity(ITS, panel, errors=("poisson", "arima"), start=21)
    assert [(a.errors, a.estimate is None) for a in asked.answers] == [
        ("drift", False),
        ("poisson", True),
        ("arima", False),
    ]
    assert asked.answers[1].reason is not None
    assert asked.answers[1].reason.code == "method.errors_need_counts"


def test_another_model_may_be_the_pre_specified_one() -> None:
    found = evaluera.sensitivity(ITS, counts(), errors=("arima", "poisson"), pre_specified="poisson", start="2020-01")
    assert [(a.errors, a.pre_specified) for a in found.answers] == [("poisson", True), ("arima", False)]


def test_several_series_and_one_that_a_model_cannot_answer() -> None:
    frames = [
        pd.DataFrame({"area": area, "period": range(1, 49), "value": value})
        for area, value in (("a", [4.0, 3.0, 5.0, 6.0] * 12), ("b", [0.0, 3.0, 5.0, 4.0] * 12))
    ]
    panel = evaluera.panel(pd.concat(frames), area="area")
    found = evaluera.sensitivity(ITS, panel, errors=("poisson", "arima"), start=25)
    assert found.series() == (("value", "a"), ("value", "b"))
    by_key = {(a.area, a.errors): a for a in found.answers}
    assert by_key["a", "arima"].estimate is not None
    reason = by_key["b", "arima"].reason
    assert reason is not None
    assert reason.code == "method.zero_in_logarithm"
    assert sensitivity_table(found, "en").headers[1] == "Area"


def test_before_after_has_its_own_models() -> None:
    rng = np.random.default_rng(4)
    frame = pd.DataFrame(
        [(area, period, rng.poisson(40)) for area in "abcdefgh" for period in range(1, 25)],
        columns=["area", "period", "value"],
    )
    panel = evaluera.panel(frame, area="area")
    found = evaluera.sensitivity("before_after", panel, start=13, treated=["a"], comparison="rest")
    assert found.answers[0].errors == "random_effects"
    assert {"controlled_series", "poisson", "quasi_poisson"} <= {a.errors for a in found.answers}


def test_refusals() -> None:
    with pytest.raises(ParameterError) as unknown:
        evaluera.sensitivity(ITS, counts(), errors=("arimaa",), start="2020-01")
    assert unknown.value.findings[0].code == "parameter.not_a_choice_near"
    with pytest.raises(MethodError) as nothing:
        evaluera.sensitivity(ITS, counts([0.0] * 48), start="2020-01")
    assert nothing.value.findings[0].code == "method.no_events_before"


def test_agreement_counts_intervals_on_the_same_side(found: Sensitivity) -> None:
    estimates = [each.estimate for each in found.answers if each.estimate is not None]
    same = sum(each.high < 1.0 for each in estimates[1:])
    assert estimates[0].high < 1.0
    counted = agreement(estimates[0], estimates[1:])
    assert (counted.same, counted.of) == (same, 15)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_table_and_figure_say_the_same(found: Sensitivity, language: str) -> None:
    table = sensitivity_table(found, language)
    (drawn,) = draw_sensitivity(found, language)
    labels = [each.get_text() for each in drawn.figure.texts if each.get_gid() == "row-label"]
    numbers = [each.get_text() for each in drawn.figure.texts if each.get_gid() == "row-numbers"]
    assert len(table.rows) == len(labels) == len(drawn.table) == 16
    assert [row[1] for row in table.rows] == numbers
    assert table.rows[0][3] == ("Huvudanalysen" if language == "sv" else "The main analysis")
    assert all(row[3] == "" for row in table.rows[1:])
    main = "(huvudanalysen)" if language == "sv" else "(the main analysis)"
    assert " ".join(labels[0].split()).endswith(main)
    assert numbers[0] in drawn.alt


def test_what_could_not_be_used_is_told(with_zeros: Sensitivity) -> None:
    (drawn,) = draw_sensitivity(with_zeros, "en")
    assert len(drawn.table) == 2
    assert "Assumptions that could not be used: 1." in drawn.caption
    row = sensitivity_table(with_zeros, "en").rows[2]
    assert row[1] == "–"
    assert "zero" in row[3]


def test_it_shows_itself_in_a_notebook(with_zeros: Sensitivity) -> None:
    from evaluera.report.display import show_sensitivity

    section = show_sensitivity(with_zeros)
    assert len(section.figures) == 1
    assert "<table" in section.body
    assert "<svg" in section.body
