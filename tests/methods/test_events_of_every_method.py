"""Known events in every effect method: a term where a series is modelled, else left out, or refused in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, EvalueraError, MethodError, Panel
from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.other_events import unmodelled_events

EVENT = {"name": "Pandemin", "from": "2018-07", "to": "2018-12"}
OUT = {**EVENT, "how": "exclude"}
TIME = np.arange(72)
AFTER = TIME >= 36
DURING = (TIME >= 42) & (TIME < 48)
MONTHS = pd.period_range("2015-01", periods=72, freq="M")
AREAS = {"treated": "Teg", "comparison": "rest"}
NEIGHBOURS = {**AREAS, "displacement": "Haga"}


def _areas(number: int, *, kind: str = "count", seed: int = 5) -> Panel:
    """Teg falls by 30 per cent from 2018-01, and has 60 per cent more during the event; the others have neither."""
    random = np.random.default_rng(seed)
    names = ["Teg", "Haga", *(f"Övrigt {n}" for n in range(number - 1))]
    frames = []
    for name in names:
        mean = 80.0 * (np.where(AFTER, 0.7, 1.0) * np.where(DURING, 1.6, 1.0) if name == "Teg" else np.ones(72))
        value = random.poisson(mean) if kind == "count" else mean + random.normal(0.0, 2.0, 72)
        frames.append(pd.DataFrame({"area": name, "month": MONTHS, "value": value}))
    frame = pd.concat(frames).assign(people=1000)
    exposure = None if kind == "count" else "people"
    return evaluera.panel(frame, period="month", value="value", area="area", kind=kind, exposure=exposure, source="x")


@pytest.fixture(scope="module")
def few() -> Panel:
    return _areas(2)


@pytest.fixture(scope="module")
def many() -> Panel:
    return _areas(9)


@pytest.fixture(scope="module")
def survey() -> Panel:
    share = [0.30, 0.31, 0.29, 0.30, 0.42, 0.24, 0.25, 0.24, 0.25]
    frame = pd.DataFrame({"year": range(2014, 2023), "share": share, "answers": 1500})
    return evaluera.panel(frame, period="year", value="share", kind="share", n="answers", design_effect=1.2, source="x")


def _ask(method: str, panel: Panel, *events: dict[str, Any], **options: Any) -> EffectResult:
    return evaluera.estimate(method, panel, events=list(events), **{"start": "2018-01", **options})


def _codes(result: EffectResult) -> list[str]:
    return [note.code for note in result.notes]


@pytest.mark.parametrize("event", [EVENT, OUT])
@pytest.mark.parametrize("options", [{}, {"errors": "quasi_poisson"}])
def test_a_series_before_and_after_has_a_term_or_less_periods(few: Panel, event: Any, options: Any) -> None:
    alone = few.select(areas=["Teg"])
    plain, found = _ask("before_after", alone, **options), _ask("before_after", alone, event, **options)
    assert found.primary()[0].estimate == pytest.approx(0.7, abs=0.04)
    assert abs(found.primary()[0].estimate - 0.7) < abs(plain.primary()[0].estimate - 0.7)
    assert found.primary()[0].std_error < plain.primary()[0].std_error
    assert found.timing.events[0].how == event.get("how", "model")
    assert unmodelled_events(found, found.courses[0]) == ()


@pytest.mark.parametrize("errors", ["controlled_series", "quasi_poisson", "poisson"])
def test_a_series_against_comparison_areas_has_a_term(few: Panel, errors: str) -> None:
    options = {**AREAS, "errors": errors}
    found, without = (_ask("before_after", few, event, **options).primary()[0] for event in (EVENT, OUT))
    assert found.estimate == pytest.approx(0.7, abs=0.05)
    assert found.estimate == pytest.approx(without.estimate, rel=0.02)
    assert (found.n, without.n) == (72, 66)


def test_a_term_of_a_saturated_poisson_comparison_is_what_leaving_the_periods_out_gives(few: Panel) -> None:
    options = {**AREAS, "errors": "poisson"}
    found, without = (_ask("before_after", few, event, **options).primary()[0] for event in (EVENT, OUT))
    assert found.estimate == pytest.approx(without.estimate, rel=1e-8)
    assert found.std_error == pytest.approx(without.std_error, rel=1e-6)


def test_what_is_expected_without_the_initiative_holds_the_event(few: Panel) -> None:
    result = _ask("before_after", few, EVENT, **AREAS)
    course = result.series.set_index("period")
    expected = course["counterfactual"]
    assert expected.iloc[42:48].mean() / expected.iloc[48:54].mean() == pytest.approx(1.6, abs=0.15)
    (events,) = [each for each in result.estimates if each.term == "cumulative_effect"]
    observed = course["observed"].iloc[36:].sum()
    assert expected.iloc[36:].sum() == pytest.approx(observed - events.estimate, rel=1e-6)


def test_means_against_comparison_areas_have_a_term_too() -> None:
    panel = _areas(2, kind="mean")
    found, plain = (_ask("before_after", panel, *events, **AREAS).primary()[0] for events in ((EVENT,), ()))
    assert found.estimate == pytest.approx(-24.0, abs=1.5)
    assert found.high - found.low < 0.3 * (plain.high - plain.low)


@pytest.mark.parametrize("method", ["before_after", "weighted_displacement_difference"])
def test_an_event_that_begins_with_the_initiative_is_only_mentioned(few: Panel, method: str) -> None:
    together = {"name": "Ny lag", "from": "2018-01", "affects": "reporting"}
    result = _ask(method, few, together, **AREAS)
    assert result.estimates == _ask(method, few, **AREAS).estimates
    assert "event_inseparable" in _codes(result)
    assert result.timing.events[0].how == "mention"
    assert "event_not_modelled" in [step.code for step in conclude(result).steps]


@pytest.mark.parametrize("method", ["weighted_displacement_difference", "weighted_displacement_quotient"])
def test_displacement_by_series_has_a_term_or_less_periods(few: Panel, method: str) -> None:
    term = "direct_effect" if method.endswith("difference") else "direct_ratio"
    found = {}
    for name, events in (("plain", ()), ("model", (EVENT,)), ("exclude", (OUT,))):
        result = _ask(method, few, *events, **NEIGHBOURS)
        found[name] = next(each for each in result.estimates if each.term == term)
        assert [each.how for each in result.timing.events] == [each.get("how", "model") for each in events]
    assert found["model"].std_error < found["plain"].std_error
    if term == "direct_ratio":
        assert found["model"].estimate == pytest.approx(found["exclude"].estimate, rel=0.05)
        assert found["model"].estimate == pytest.approx(0.7, abs=0.06)
    assert (found["model"].n, found["exclude"].n) == (72, 66)


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("before_after", AREAS),
        ("before_after", {**AREAS, "errors": "ancova"}),
        ("before_after", {"interval": "exact", "treated": "Teg"}),
        ("weighted_displacement_difference", NEIGHBOURS),
        ("weighted_displacement_difference", {**NEIGHBOURS, "variance": "poisson"}),
        ("weighted_displacement_quotient", NEIGHBOURS),
    ],
)
def test_areas_and_totals_leave_the_periods_out_and_say_so(many: Panel, method: str, options: dict[str, Any]) -> None:
    result = _ask(method, many, OUT, **options)
    assert not result.series["used"].to_numpy()[42:48].any()
    assert result.series["used"].to_numpy()[[41, 48]].all()
    assert "event_exclude" in _codes(result)
    assert ("seasons_differ" in _codes(result)) == ("interval" in options)
    mentioned = _ask(method, many, {**EVENT, "how": "mention"}, **options)
    assert mentioned.estimates == _ask(method, many, **options).estimates
    assert "event_mention" in _codes(mentioned)
    assert "event_not_modelled" in [step.code for step in conclude(mentioned).steps]


BETWEEN = (
    "Händelsen Pandemin kan inte få en egen term här, där varje område är en enda ändring. Det som sker i alla områden "
    "tar ut sig. Skriv hantering: lämna ut, eller nämn. Det kan stå i händelselistan, eller bara i den här analysen.",
    "The event Pandemin cannot have a term of its own here, where each area is a single change. What happens in all "
    "areas cancels. Write how: exclude, or mention. It can stand in the list of events, or in this analysis only.",
)
TOTALS = (
    "Händelsen Pandemin kan inte få en egen term när summor jämförs. Skriv hantering: lämna ut, eller nämn. Det kan "
    "stå i händelselistan, eller bara i den här analysen.",
    "The event Pandemin cannot have a term of its own where totals are compared. Write how: exclude, or mention. It "
    "can stand in the list of events, or in this analysis only.",
)
SURVEY = (
    "Händelsen Pandemin kan inte få en egen term i en enkät med så få år. Skriv hantering: lämna ut, eller nämn. Det "
    "kan stå i händelselistan, eller bara i den här analysen.",
    "The event Pandemin cannot have a term of its own in a survey with so few years. Write how: exclude, or mention. "
    "It can stand in the list of events, or in this analysis only.",
)


@pytest.mark.parametrize(
    ("method", "options", "words"),
    [
        ("before_after", AREAS, BETWEEN),
        ("before_after", {**AREAS, "errors": "random_effects"}, BETWEEN),
        ("before_after", {"interval": "exact", "treated": "Teg"}, TOTALS),
        ("weighted_displacement_difference", NEIGHBOURS, BETWEEN),
        ("weighted_displacement_difference", {**NEIGHBOURS, "variance": "poisson"}, TOTALS),
        ("weighted_displacement_quotient", {**NEIGHBOURS, "variance": "ancova"}, BETWEEN),
        ("survey_difference", {}, SURVEY),
    ],
)
def test_a_design_without_a_term_to_give_says_what_to_write(
    many: Panel,
    survey: Panel,
    method: str,
    options: dict[str, Any],
    words: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = survey if method == "survey_difference" else many
    start = "2018" if panel is survey else "2018-01"
    with pytest.raises(EvalueraError) as error:
        _ask(method, panel, EVENT, **options, start=start)
    (finding,) = error.value.findings
    assert finding.place.parameter == "events"
    for language, text in zip(("sv", "en"), words, strict=True):
        monkeypatch.setenv("EVALUERA_LANGUAGE", language)
        assert text in str(error.value)


@pytest.mark.parametrize(
    "method",
    ["before_after", "weighted_displacement_difference", "weighted_displacement_quotient", "survey_difference"],
)
@pytest.mark.parametrize(
    ("events", "code", "words"),
    [
        ([{**OUT, "from": "2019-07"}], "method.event_reversed", "slutar"),
        ([OUT, OUT], "method.event_twice", "Två händelser heter Pandemin."),
        ([{**OUT, "from": "någon gång"}], "data.unreadable_period", "någon gång"),
        ([{"name": "x"}], "parameter.missing", 'Uppgiften "first" saknas'),
        ([{**OUT, "how": "uteslut allt"}], "parameter.not_a_choice", "uteslut allt"),
    ],
)
def test_an_event_that_cannot_be_is_refused_by_every_method(
    many: Panel, survey: Panel, method: str, events: list[dict[str, Any]], code: str, words: str
) -> None:
    panel = survey if method == "survey_difference" else many
    options = {"start": "2018"} if panel is survey else dict(NEIGHBOURS)
    with pytest.raises(EvalueraError, match=words) as error:
        _ask(method, panel, *events, **options)
    assert [finding.code for finding in error.value.findings] == [code]


def test_years_of_an_event_are_left_out_of_a_survey(survey: Panel) -> None:
    plain = _ask("survey_difference", survey, start="2019")
    found = _ask("survey_difference", survey, OUT, start="2019")
    assert not found.series["used"].to_numpy()[4]
    assert (plain.primary()[0].n, found.primary()[0].n) == (9, 8)
    assert found.primary()[0].estimate == pytest.approx(-0.055, abs=0.005)
    assert "event_exclude" in _codes(found)


def test_what_changed_reporting_alone_does_not_touch_a_survey(survey: Panel) -> None:
    plain = _ask("survey_difference", survey, start="2019")
    for how in ("model", "exclude", "mention"):
        event = {**EVENT, "how": how, "affects": "reporting"}
        found = _ask("survey_difference", survey, event, start="2019")
        assert found.estimates == plain.estimates
        assert "event_untouched" in _codes(found)
        assert "event_not_modelled" not in [step.code for step in conclude(found).steps]
    open_one = _ask("survey_difference", survey, {**EVENT, "how": "mention"}, start="2019")
    assert "event_not_modelled" in [step.code for step in conclude(open_one).steps]


def test_an_event_that_covers_a_whole_side_leaves_too_little(few: Panel) -> None:
    with pytest.raises(MethodError) as error:
        _ask("before_after", few, {"name": "x", "from": "2018-01", "how": "exclude"}, treated="Teg")
    assert [finding.code for finding in error.value.findings] == ["method.too_few_periods"]
