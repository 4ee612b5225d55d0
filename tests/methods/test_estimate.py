"""The one door: options are validated, everything wrong is told at once, names are explained."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import MethodError, Panel, ParameterError


def _findings(panel: Panel, name: str = "interrupted_time_series", **options: Any) -> dict[str, str]:
    """Code by parameter of everything that is wrong."""
    with pytest.raises(evaluera.EvalueraError) as error:
        evaluera.estimate(name, panel, **options)
    return {finding.place.parameter or "": finding.code for finding in error.value.findings}


def test_wrong_options_are_found_together(months: Panel) -> None:
    found = _findings(months, start="2017-01", confidens=0.9, harmonics=-1, shape="levle")
    assert found == {
        "confidens": "parameter.unknown_near",
        "harmonics": found["harmonics"],
        "shape": "parameter.not_a_choice_near",
    }


def test_the_start_is_required(months: Panel) -> None:
    assert _findings(months) == {"start": "parameter.missing"}


def test_everything_about_the_data_is_found_together(ten_areas: Panel) -> None:
    found = _findings(
        ten_areas,
        "before_after",
        start="2031-01",
        treated=["aa"],
        comparison=["b", "zz"],
        errors="default",
        transition=["2016-05", "2016-01"],
    )
    assert found["start"] == "method.start_outside_data"
    assert found["transition"] == "method.transition_reversed"
    assert found["treated"] == "parameter.unknown_area_near"
    assert found["comparison"] == "parameter.unknown_area"


@pytest.mark.parametrize("start", ["2015-01", "2014-06", "2019-01", "2031"])
def test_a_start_outside_the_data(months: Panel, start: str) -> None:
    assert _findings(months, start=start) == {"start": "method.start_outside_data"}


def test_an_unreadable_start(months: Panel) -> None:
    assert _findings(months, start="snart") == {"start": "data.unreadable_period"}


@pytest.mark.parametrize(
    "start",
    ["2017-01", "2017M01", "januari 2017", 201701, "2017", pd.Period("2017-01", freq="M"), dt.date(2017, 1, 1)],
)
def test_a_start_as_people_write_it(months: Panel, start: object) -> None:
    result = evaluera.estimate("interrupted_time_series", months, start=start)
    assert result.timing.start == "2017-01"
    assert "date_inside_period" not in [note.code for note in result.notes]


def test_a_date_inside_a_period_counts_that_period_as_after(months: Panel) -> None:
    result = evaluera.estimate("interrupted_time_series", months, start="2017-01-17")
    note = next(note for note in result.notes if note.code == "date_inside_period")
    assert note.values == {"date": "2017-01-17", "period": "2017-01"}
    expected = evaluera.estimate("interrupted_time_series", months, start="2017-01")
    assert result.estimates == expected.estimates


def test_an_unknown_outcome_names_the_nearest(months: Panel) -> None:
    with pytest.raises(ParameterError) as error:
        evaluera.estimate("before_after", months, outcome="valeu", start="2017-01")
    assert error.value.findings[0].code == "parameter.unknown_outcome_near"
    assert error.value.findings[0].values["nearest"] == "value"


def test_an_unknown_method(months: Panel) -> None:
    with pytest.raises(MethodError, match="before_after") as error:
        evaluera.estimate("magic", months, start="2017-01")
    assert error.value.findings[0].code == "method.unknown_method"


def test_areas_are_read_as_text() -> None:
    frame = pd.DataFrame({"area": np.repeat([100, 200], 24), "period": np.tile(np.arange(1, 25), 2), "value": 9})
    frame["value"] += np.arange(48) % 5
    panel = evaluera.panel(frame, area="area", source="made here")
    result = evaluera.estimate("before_after", panel, start=13, treated=100, comparison=[200])
    assert result.primary()[0].area == "100"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"comparison": ["c"]}, "parameter.comparison_without_treated"),
        ({"treated": ["a"], "comparison": ["a", "c"]}, "parameter.area_in_both_groups"),
        ({"treated": list("abcdefghij"), "comparison": "rest"}, "parameter.no_area_left"),
        ({"errors": "random_effects"}, "method.errors_need_comparison"),
        ({"interval": "exact", "errors": "quasi_poisson"}, "method.interval_with_errors"),
        ({"treated": ["a"], "comparison": "rest", "interval": "midp"}, "method.interval_with_comparison"),
        ({"before": 25}, "method.too_short_before"),
        ({"after": 99}, "method.too_short_after"),
        ({"transition": ["2017-03", "2017-04"]}, "method.transition_apart"),
    ],
)
def test_before_after_refuses(ten_areas: Panel, options: dict[str, Any], code: str) -> None:
    assert code in _findings(ten_areas, "before_after", start="2017-01", **options).values()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"season": "dummies"}, "method.too_few_for_dummies"),
        ({"season": "dummies", "harmonics": 2}, "method.harmonics_with_dummies"),
        ({"harmonics": 6}, "method.too_many_harmonics"),
        ({"covariates": ["petrol"]}, "parameter.no_covariates"),
        ({"treated": ["nowhere"]}, "parameter.unknown_area"),
        ({"before": 2}, "method.too_few_periods"),
        ({"shape": "level_and_slope", "before": 6, "after": 5}, "method.too_few_for_shape"),
        ({"before": 4, "after": 1, "harmonics": 2}, "method.too_many_coefficients"),
    ],
)
def test_interrupted_time_series_refuses(months: Panel, options: dict[str, Any], code: str) -> None:
    assert code in _findings(months, start="2017-01", **options).values()


def test_models_for_counts_are_refused_for_rates(make_panel: Any) -> None:
    rates = make_panel(kind="rate")
    for errors in ("poisson", "quasi_poisson"):
        assert _findings(rates, start="2017-01", errors=errors) == {"errors": "method.errors_need_counts"}
        found = _findings(rates, "before_after", start="2017-01", errors=errors)
        assert found == {"errors": "method.errors_need_counts"}
    assert _findings(rates, "before_after", start="2017-01", interval="exact") == {
        "interval": "method.interval_needs_counts"
    }


def test_every_refusal_has_words_in_both_languages(ten_areas: Panel) -> None:
    from evaluera.text.findings import render

    with pytest.raises(evaluera.EvalueraError) as error:
        evaluera.estimate("before_after", ten_areas, start="2031-01", treated=["aa"], comparison=["b", "zz"])
    for finding in error.value.findings:
        assert finding.code not in render(finding, "sv")
        assert finding.code not in render(finding, "en")
