"""Each option of each method with a value that cannot be used: what the reader is told, word for word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.data.panel import Panel
from evaluera.methods.registry import methods
from evaluera.text.messages import keys

AREAS = "De här finns: a, b, c, d, e, f, g, h."
CHOICES = "default, random_effects, ancova, ancova_counts, controlled_series, quasi_poisson, poisson"
PERIOD = "går inte att läsa som en period. Skriv till exempel 2005-01, mars 2021, 2005K1, 2005V07 eller 2005."

BAD: Mapping[str, tuple[Any, str]] = {
    "start": ("13th of May", f'start: "13th of May" {PERIOD}'),
    "confidence": (1.2, "confidence: Talet 1.2 är för högt. Det ska vara mindre än 1."),
    "treated": (["z"], f'treated: Området "z" finns inte i data. {AREAS}'),
    "transition": (
        ["2018-06", "2018-01"],
        "transition: Övergångstiden slutar före den börjar: juni 2018 till januari 2018. Byt plats på dem.",
    ),
    "before": (0, "before: Talet 0 är för lågt. Det ska vara minst 1."),
    "after": ("tolv", 'after: Här ska det stå ett heltal. Nu står det "tolv".'),
    "include_preliminary": ("kanske", 'include_preliminary: Här ska det stå ja eller nej. Nu står det "kanske".'),
    "comparison": (["z"], f'comparison: Området "z" finns inte i data. {AREAS}'),
    "displacement": (["z"], f'displacement: Området "z" finns inte i data. {AREAS}'),
    "displacement_comparison": (["z"], f'displacement_comparison: Området "z" finns inte i data. {AREAS}'),
    "same_season": ("kanske", 'same_season: Här ska det stå ja eller nej. Nu står det "kanske".'),
    "interval": (
        "waldo",
        'interval: "waldo" går inte att välja. Menade du "wald"? Välj ett av: default, exact, midp, score, wald.',
    ),
    "variance": ("possion", f'variance: "possion" går inte att välja. Menade du "poisson"? Välj ett av: {CHOICES}.'),
    "harm": ({"theft": -1}, "harm.theft: Talet -1 är för lågt. Det ska vara större än 0."),
    "area_weights": ({"treated": 0}, "area_weights.treated: Talet 0 är för lågt. Det ska vara större än 0."),
    "time_weights": ([0, 1], "time_weights[0]: Talet 0 är för lågt. Det ska vara större än 0."),
    "breaks": ("20x7", f'breaks: "20x7" {PERIOD}'),
    "between_years": ("all", 'between_years: "all" går inte att välja. Välj ett av: integrated, none.'),
    "shape": (
        "levle",
        'shape: "levle" går inte att välja. Menade du "level"? Välj ett av: SHAPES.',
    ),
    "duration": (0, "duration: Talet 0 är för lågt. Det ska vara minst 1."),
    "lag": ("två", 'lag: Här ska det stå ett heltal. Nu står det "två".'),
    "end": ("2016-01", "end: Insatsen kan inte sluta januari 2016, före starten januari 2018. Rätta slutet."),
    "also": (
        ["2014-01"],
        "also: Starten januari 2014 ligger utanför data, som går från januari 2015 till december 2019. "
        "Det måste finnas perioder både före och efter.",
    ),
    "dose": (
        "temperature",
        'dose: Kolumnen "temperature" finns inte bland de förklarande kolumnerna. De här finns: temp.',
    ),
    "events": (
        [{"name": "x", "from": "2016-01", "how": "drop"}],
        'events[0].how: "drop" går inte att välja. Välj ett av: model, exclude, mention.',
    ),
    "harmonics": (7, "harmonics: 7 par är för många för den här säsongen. Välj högst 5."),
    "season": ("dummy", 'season: "dummy" går inte att välja. Menade du "dummies"? Välj ett av: harmonics, dummies.'),
    "comparison_outcome": (
        "frod",
        'comparison_outcome: Utfallet "frod" finns inte i data. Menade du "fraud"?',
    ),
    "trend_difference": ("kanske", 'trend_difference: Här ska det stå ja eller nej. Nu står det "kanske".'),
    "covariates": (
        ["temprature"],
        'covariates: Kolumnen "temprature" finns inte bland de förklarande kolumnerna. De här finns: temp.',
    ),
}
ERRORS = {
    "before_after": ("drft", f'errors: "drft" går inte att välja. Välj ett av: {CHOICES}.'),
    "interrupted_time_series": (
        "drft",
        'errors: "drft" går inte att välja. Menade du "drift"? Välj ett av: default, ar2,',
    ),
}
OURS = {name: method for name, method in methods().items() if type(method).__module__.startswith("evaluera.")}
OPTIONS = [(name, option) for name, method in OURS.items() for option in method.Params.model_fields]


@pytest.fixture(scope="module")
def counts() -> Panel:
    months = pd.period_range("2015-01", periods=60, freq="M")
    random = np.random.default_rng(1)
    frames = [
        pd.DataFrame({"area": area, "period": months, "theft": random.poisson(20, 60), "fraud": 9, "temp": 1.0})
        for area in "abcdefgh"
    ]
    return evaluera.panel(
        pd.concat(frames), value=["theft", "fraud"], area="area", covariates=["temp"], source="made here"
    )


@pytest.fixture(scope="module")
def shares() -> Panel:
    frames = [pd.DataFrame({"area": area, "year": range(2010, 2022), "share": 0.3, "n": 900}) for area in "abcdefgh"]
    return evaluera.panel(
        pd.concat(frames), period="year", value="share", area="area", kind="share", n="n", source="made here"
    )


def _expected(method: str, option: str) -> tuple[Any, str]:
    if option == "errors":
        return ERRORS[method]
    if method == "survey_difference" and option == "transition":
        said = "transition: Övergångstiden slutar före den börjar: 2019 till 2018. Byt plats på dem."
        return ["2019", "2018"], said
    value, said = BAD[option]
    return value, said.partition("SHAPES")[0]


def test_every_option_has_its_bad_value() -> None:
    assert {option for _, option in OPTIONS} == {*BAD, "errors"}


@pytest.mark.parametrize(("method", "option"), OPTIONS)
def test_a_bad_value_is_refused_in_words(method: str, option: str, counts: Panel, shares: Panel) -> None:
    survey = method == "survey_difference"
    value, said = _expected(method, option)
    given = {"start": 2018 if survey else "2018-01", "treated": ["a"]}
    if method.startswith("weighted"):
        given |= {"comparison": ["c", "d", "e"], "displacement": ["b"]}
    with pytest.raises(evaluera.EvalueraError) as error:
        evaluera.estimate(
            method, shares if survey else counts, outcome=None if survey else "theft", **{**given, option: value}
        )
    assert str(error.value).startswith(said)
    assert len(error.value.findings) == 1
    for finding in error.value.findings:
        assert f"finding.{finding.code}" in keys("sv") & keys("en")


@pytest.mark.parametrize("empty", ["a", "b"])
@pytest.mark.parametrize("errors", ["controlled_series", "quasi_poisson", "poisson"])
@pytest.mark.parametrize(("side", "word"), [("before", "före"), ("after", "efter")])
def test_the_group_without_events_is_the_one_that_is_named(empty: str, errors: str, side: str, word: str) -> None:
    months = pd.period_range("2015-01", periods=48, freq="M")
    happened = (np.arange(48) >= 24) if side == "before" else (np.arange(48) < 24)
    counts = {area: (7 + np.arange(48) % 3) * (happened if area == empty else 1) for area in "ab"}
    frames = [pd.DataFrame({"area": area, "period": months, "value": value}) for area, value in counts.items()]
    panel = evaluera.panel(pd.concat(frames), area="area", source="made here")
    with pytest.raises(evaluera.MethodError) as error:
        evaluera.estimate("before_after", panel, start="2017-01", treated=["a"], comparison=["b"], errors=errors)
    assert [finding.code for finding in error.value.findings] == [
        f"method.no_events_{side}" if empty == "a" else f"method.no_comparison_events_{side}"
    ]
    who = "value" if empty == "a" else "Jämförelsen för value"
    assert str(error.value).startswith(f"{who} har inga händelser {word} starten.")


def test_a_series_that_its_trend_describes_exactly_cannot_be_planned_for() -> None:
    months = pd.period_range("2015-01", periods=48, freq="M")
    for value in (0.0, 3.5):
        panel = evaluera.panel(pd.DataFrame({"period": months, "value": value}), kind="rate", source="made here")
        with pytest.raises(evaluera.MethodError, match="varierar inte kring sin trend") as error:
            evaluera.plan(panel)
        assert [finding.code for finding in error.value.findings] == ["method.plan_no_variation"]


def test_a_method_without_error_models_has_no_sensitivity(shares: Panel) -> None:
    with pytest.raises(evaluera.MethodError) as error:
        evaluera.sensitivity("survey_difference", shares, start=2018)
    assert [finding.code for finding in error.value.findings] == ["method.no_error_models"]
    said = "Metoden survey_difference har inget val för hur osäkerheten räknas. Välj en metod som har valet errors."
    assert str(error.value) == said
