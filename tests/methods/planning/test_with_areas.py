"""Power with comparison areas: as often as it should where nothing happens, smaller changes with more areas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.methods.planning.area_trial import AreaTrial, area_trial
from evaluera.methods.planning.area_world import AreaWorld
from evaluera.numerics.area_noise import area_noise
from evaluera.results.power_analysis import PowerAnalysis
from evaluera.text.messages import has, placeholders


def _world(treated: int, others: int, *, counts: bool = True, level: float = 40.0) -> AreaWorld:
    return AreaWorld(
        level=np.full(treated + others, level),
        treated=np.arange(treated + others) < treated,
        counts=counts,
        variance=0.025 if counts else 4.0,
        autocorrelation=0.5,
    )


def _trial(world: AreaWorld, *, seed: int = 3, reason: str | None = None) -> AreaTrial:
    return area_trial(world, before=36, periods=12, season_length=12, better="lower", reason=reason, seed=seed)  # type: ignore[arg-type]


def _panel(counts: np.ndarray, *, kind: str = "count") -> evaluera.Panel:
    """Areas A0, A1, ... from 2020-01."""
    months = pd.period_range("2020-01", periods=counts.shape[1], freq="M")
    frames = [pd.DataFrame({"area": f"A{i}", "month": months, "value": row}) for i, row in enumerate(counts)]
    return evaluera.panel(pd.concat(frames), period="month", value="value", area="area", kind=kind, source="x")


@pytest.mark.parametrize(
    ("treated", "others", "errors", "panels"),
    [(1, 3, "controlled_series", 300), (1, 12, "random_effects", 600), (4, 6, "random_effects", 600)],
)
def test_where_nothing_happens_a_change_is_found_in_5_of_100(
    treated: int, others: int, errors: str, panels: int
) -> None:
    trial = _trial(_world(treated, others))
    assert trial.errors == errors
    (drawn,) = trial.series(np.zeros(1), panels)
    found = np.mean([abs(trial.evidence(panel)[0]) > 1.96 for panel in drawn])
    # 0.05 and three binomial standard errors; measured with 600 panels: 0.048, 0.047, 0.053
    assert found == pytest.approx(0.05, abs=3.0 * np.sqrt(0.05 * 0.95 / panels))


def test_more_areas_show_smaller_changes() -> None:
    def detectable(treated: int, others: int) -> float:
        found = evaluera.power(
            level=40,
            dispersion=2,
            autocorrelation=0.3,
            treated_areas=treated,
            comparison_areas=others,
            follow_up=[12],
        )
        assert found.outlooks[0].detectable is not None
        return found.outlooks[0].detectable

    one = [detectable(1, others) for others in (6, 12, 40)]
    assert one == sorted(one, reverse=True)
    assert one[0] > one[2] + 0.03
    assert detectable(4, 12) < 0.7 * one[1]


def test_a_change_of_that_size_is_seen_four_times_in_five_by_the_method_itself() -> None:
    ahead = evaluera.power(level=40, dispersion=2, autocorrelation=0.3, comparison_areas=9, follow_up=[12])
    outlook = ahead.outlooks[0]
    assert ahead.errors == "random_effects"
    assert outlook.detectable is not None
    world = AreaWorld(
        level=np.full(10, 40.0), treated=np.arange(10) < 1, counts=True, variance=1 / 40, autocorrelation=0.6
    )
    drawn, *_ = world.drawn(
        np.array([-np.log1p(-outlook.detectable)]), after=np.arange(48) >= 36, sign=-1, replicates=60, seed=99
    )
    options = {"start": "2023-01", "treated": ["A0"], "comparison": "rest"}
    seen = sum(evaluera.estimate("before_after", _panel(each), **options).primary()[0].high < 1.0 for each in drawn)
    # two binomial errors: 60 panels here (5.2 points), 300 there (2.3 points)
    assert seen / 60 == pytest.approx(0.8, abs=0.14)


def test_every_design_has_its_words() -> None:
    for errors in ("controlled_series", "random_effects", "ancova", "ancova_counts", "poisson"):
        assert has(f"plan.grounds.analysis_{errors}")
        assert placeholders(f"plan.grounds.analysis_{errors}", "sv") == frozenset()


@pytest.mark.parametrize(
    ("treated", "others", "reason", "errors"),
    [
        (1, 1, None, "controlled_series"),
        (1, 5, "high_level", "controlled_series"),
        (1, 6, "high_level", "random_effects"),
        (4, 4, None, "random_effects"),
        (1, 12, "random", "random_effects"),
        (1, 12, "rising_trend", "ancova"),
    ],
)
def test_the_design_is_the_default_for_so_many_areas(
    treated: int, others: int, reason: str | None, errors: str
) -> None:
    assert _trial(_world(treated, others), reason=reason).errors == errors


def test_areas_with_few_events_that_were_chosen_for_their_past_are_compared_as_counts() -> None:
    trial = _trial(_world(1, 12, level=3.0), reason="high_level")
    assert trial.errors == "ancova_counts"
    (drawn,) = trial.series(np.zeros(1), 2)
    assert all(np.isfinite(trial.evidence(panel)).all() for panel in drawn)


def test_the_windows_are_whole_years_or_the_same_part_of_the_year() -> None:
    world = _world(1, 6)
    whole = area_trial(world, before=40, periods=14, season_length=12, better="lower", reason=None, seed=1)
    assert (whole.areas.window.before.sum(), whole.areas.window.after.sum()) == (36, 12)
    part = area_trial(world, before=36, periods=6, season_length=12, better="lower", reason=None, seed=1)
    assert (part.areas.window.before.sum(), part.areas.window.after.sum()) == (18, 6)


def test_the_noise_of_areas_is_found_again() -> None:
    levels = np.array([20.0, 40.0, 80.0, 30.0, 60.0, 25.0])
    world = AreaWorld(level=levels, treated=np.arange(6) < 1, counts=True, variance=0.05, autocorrelation=0.6)
    course = 1.0 + 0.2 * np.cos(2 * np.pi * np.arange(48) / 12)
    drawn, *_ = world.drawn(np.zeros(1), after=np.zeros(48, dtype=bool), sign=-1, replicates=60, seed=5)
    found = [area_noise(value=np.round(each * course), time=np.arange(48), counts=True) for each in drawn]
    assert np.mean([each.variance for each in found]) == pytest.approx(0.05, rel=0.12)
    assert np.mean([each.autocorrelation for each in found]) == pytest.approx(0.6, abs=0.06)
    values, *_ = _world(1, 5, counts=False).drawn(
        np.zeros(1), after=np.zeros(48, dtype=bool), sign=-1, replicates=60, seed=5
    )
    plain = [area_noise(value=each + 5 * course, time=np.arange(48), counts=False) for each in values]
    assert np.mean([each.variance for each in plain]) == pytest.approx(4.0, rel=0.12)
    assert np.mean([each.autocorrelation for each in plain]) == pytest.approx(0.5, abs=0.06)


def test_counts_that_vary_by_chance_alone_have_no_noise_of_their_own() -> None:
    same = np.tile(np.arange(20.0, 44.0), (3, 1))
    found = area_noise(value=same, time=np.arange(24), counts=True)
    assert (found.variance, found.autocorrelation) == (0.0, 0.0)


@pytest.fixture(scope="module")
def counts() -> np.ndarray:
    drawn, *_ = _world(2, 8).drawn(np.zeros(1), after=np.zeros(48, dtype=bool), sign=-1, replicates=1, seed=11)
    return drawn[0]


def test_a_panel_is_planned_for_from_its_areas_before_the_start(counts: np.ndarray) -> None:
    options = {"start": "2023-01", "treated": ["A0", "A1"], "comparison": "rest", "follow_up": [12]}
    found = evaluera.plan(_panel(counts), **options)
    assumed = found.assumed
    assert (assumed.treated_areas, assumed.comparison_areas, assumed.known, assumed.before) == (2, 8, 36, 36)
    assert assumed.level == pytest.approx(counts[:2, 24:36].mean())
    assert found.errors == "random_effects"
    later = np.c_[counts[:, :36], np.zeros((10, 12))]
    assert evaluera.plan(_panel(later), **options).to_json() == found.to_json()
    assert PowerAnalysis.from_json(found.to_json()) == found


def test_neighbours_are_not_among_the_rest(counts: np.ndarray) -> None:
    found = evaluera.plan(
        _panel(counts), treated=["A0"], comparison="rest", displacement=["A1", "A2"], follow_up=[12], seed=2
    )
    assert found.assumed.comparison_areas == 7


def test_means_are_compared_on_their_own_scale(counts: np.ndarray) -> None:
    values = 50.0 + (counts - 40.0) / 4.0
    panel = _panel(values, kind="mean")
    found = evaluera.plan(panel, start="2023-01", treated=["A0"], comparison="rest", follow_up=[12])
    assert found.outlooks[0].detectable is not None
    assert 0.01 < found.outlooks[0].detectable < 0.15


def test_several_areas_without_any_to_compare_with_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for language, words in (
        ("sv", "Ange också hur många områden som områdena med insatsen ska jämföras med."),
        ("en", "Give also how many areas the areas with the initiative are to be compared with."),
    ):
        monkeypatch.setenv("EVALUERA_LANGUAGE", language)
        with pytest.raises(evaluera.ParameterError, match=words) as caught:
            evaluera.power(level=40, treated_areas=3)
        assert caught.value.findings[0].place.parameter == "comparison_areas"


@pytest.mark.parametrize(
    ("change", "options", "code"),
    [
        (lambda c: c[:, :11], {}, "method.plan_too_short"),
        (lambda c: np.r_[c[:1] * 0, c[1:]], {}, "method.plan_no_events"),
        (lambda c: np.r_[c[:1], c[1:] * 0], {}, "method.plan_no_events"),
        (lambda c: c, {"treated": ["B"]}, "parameter.unknown_area"),
        (lambda c: c, {"treated": []}, "parameter.comparison_without_treated"),
        (lambda c: c, {"comparison": ["A0"]}, "parameter.area_in_both_groups"),
    ],
)
def test_areas_that_cannot_be_planned_for_are_refused(  # type: ignore[no-untyped-def]
    counts: np.ndarray, change, options: dict[str, object], code: str
) -> None:
    given = {"treated": ["A0"], "comparison": "rest", "follow_up": [12], **options}
    with pytest.raises(evaluera.EvalueraError) as caught:
        evaluera.plan(_panel(change(counts)), **given)
    assert caught.value.findings[0].code.startswith(code)
