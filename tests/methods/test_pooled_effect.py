"""Several areas or years as one answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, MethodError
from evaluera.conclusion.concluding import conclude
from evaluera.figures.drawing import draw
from evaluera.figures.interval_view import area_views
from evaluera.methods.merging import merged
from evaluera.methods.shared_noise import shared_covariance, shared_noise
from evaluera.numerics.meta_analysis import pooling
from evaluera.tables.estimates import estimates_table

MONTHS = pd.period_range("2018-01", periods=48, freq="M")
MEANS = {"Ersboda": 20, "Haga": 30, "Mariehem": 40, "Teg": 60, "Ålidhem": 80}


def _one_by_one(*, common: float, start: str = "2020-01") -> EffectResult:
    random = np.random.default_rng(7)
    shared = np.exp(random.normal(0.0, common, 48))
    step = np.where(np.arange(48) < 24, 1.0, 0.75)
    frame = pd.concat(
        pd.DataFrame({"area": area, "month": MONTHS, "count": random.poisson(mean * shared * step)})
        for area, mean in MEANS.items()
    )
    panel = evaluera.panel(frame, period="month", value="count", area="area", source="made up")
    return evaluera.estimate("interrupted_time_series", panel, start=start, errors="quasi_poisson")


@pytest.fixture(scope="module")
def areas() -> EffectResult:
    return _one_by_one(common=0.0)


@pytest.fixture(scope="module")
def pooled(areas: EffectResult) -> EffectResult:
    return evaluera.pool(areas)


def test_the_primary_answer_is_one_ratio_of_all_areas(areas: EffectResult, pooled: EffectResult) -> None:
    (answer,) = pooled.primary()
    assert (answer.term, answer.area, answer.scale, answer.unit) == ("pooled_effect", "", "log", "ratio")
    own = [each.estimate for each in areas.primary()]
    assert min(own) < answer.estimate < max(own)
    assert answer.low < answer.estimate < answer.high
    assert (answer.p_value < 0.05) == (answer.high < 1.0 or answer.low > 1.0)
    assert answer.n == 5 * 48


def test_a_new_area_is_less_certain_than_the_mean(pooled: EffectResult) -> None:
    (mean,) = pooled.primary()
    (new,) = [each for each in pooled.estimates if each.term == "prediction_interval"]
    assert new.low < mean.low < mean.high < new.high
    assert new.p_value is None


def test_reml_is_hartung_knapp_on_the_correlated_estimates(areas: EffectResult) -> None:
    own = areas.primary()
    error = np.array([each.std_error for each in own])
    r = shared_noise(areas, own)
    covariance = shared_covariance(error, r)
    expected = pooling(estimate=np.log([each.estimate for each in own]), covariance=covariance)
    (answer,) = evaluera.pool(areas, between="reml").primary()
    t4 = 2.7764451052
    assert np.log(answer.estimate) == pytest.approx(expected.mean, rel=1e-10)
    assert np.log(answer.high) == pytest.approx(expected.mean + t4 * expected.hartung_knapp, rel=1e-8)
    assert answer.df == 4.0


def test_shared_noise_is_a_variance_that_all_areas_have() -> None:
    """Mean correlation as asked for, the same covariance in every pair, each area's variance as it was."""
    error, r = np.array([0.1, 0.15, 0.2, 0.3]), 0.3
    covariance = shared_covariance(error, r)
    pairs = np.triu_indices(4, k=1)
    weight = np.outer(1 / error, 1 / error)[pairs]
    assert np.average((covariance / np.outer(error, error))[pairs], weights=weight) == pytest.approx(r, rel=1e-12)
    assert np.ptp(covariance[pairs]) == pytest.approx(0.0, abs=1e-15)
    assert np.diagonal(covariance) == pytest.approx(error**2, rel=1e-12)


def test_the_mean_of_areas_that_share_all_their_noise_is_no_safer_than_the_safest_of_them() -> None:
    error = np.array([0.1, 0.2, 0.3, 0.4])
    covariance = shared_covariance(error, 0.99)
    assert np.linalg.eigvalsh(covariance)[0] > 0.0
    inverse = np.linalg.inv(covariance)
    assert inverse.sum(axis=0).min() > 0.0
    assert 1.0 / np.sqrt(inverse.sum()) >= 0.1


def test_months_that_go_up_and_down_together_widen_the_interval(areas: EffectResult) -> None:
    together = _one_by_one(common=0.3)
    assert shared_noise(areas, areas.primary()) < 0.1
    assert shared_noise(together, together.primary()) > 0.5
    note = evaluera.pool(together).notes[0]
    assert (note.code, note.values["areas"]) == ("pooled.integrated", 5)
    assert note.values["correlation"] > 0.5
    (answer,) = evaluera.pool(together).primary()
    alone = min(each.std_error for each in together.primary())
    assert answer.std_error > 0.6 * alone


def test_it_is_a_result_like_any_other(pooled: EffectResult) -> None:
    assert EffectResult.from_json(pooled.to_json()) == pooled
    assert conclude(pooled).series.evidence is not None
    assert pooled.evidence[0].treated_areas == 5
    for language in ("sv", "en"):
        assert str(evaluera.statement(pooled, language=language))
        for diagnostic in pooled.diagnostics:
            assert evaluera.explain(diagnostic, language=language)
        assert len(estimates_table(pooled, language).rows) == 7


def test_the_figure_has_a_row_for_each_area_the_mean_and_a_new_area(pooled: EffectResult) -> None:
    (view,) = area_views(pooled)
    assert (view.term, len(view.rows)) == ("level_change", 5)
    assert [row.role for row in view.pooled] == ["pooled", "prediction"]
    drawn = draw(pooled, "sv")[0]
    texts = [text.get_text() for text in drawn.figure.texts]
    assert {"Sammanvägt", "Ett nytt område"} <= set(texts)
    assert "ett nytt område kan väntas ligga" in drawn.caption
    assert drawn.table["role"].tolist()[-2:] == ["pooled", "prediction"]


def test_results_of_several_years_are_told_apart_by_their_start(areas: EffectResult) -> None:
    later = _one_by_one(common=0.0, start="2020-06")
    results = [areas.select(area="Teg"), later.select(area="Teg")]
    both = merged(results)
    assert [each.area for each in both.primary()] == ["Teg, 2020-01", "Teg, 2020-06"]
    assert both.provenance.rows_used == sum(each.provenance.rows_used for each in results)
    assert evaluera.pool(results).primary()[0].area == ""
    assert [each.area for each in merged([areas.select(area=a) for a in ("Haga", "Teg")]).primary()] == ["Haga", "Teg"]


def test_an_area_without_a_ratio_is_left_out_and_told(areas: EffectResult) -> None:
    lost = replace(areas.estimates[0], estimate=0.0, low=0.0)
    assert lost.term == "level_change"
    note = evaluera.pool(replace(areas, estimates=(lost, *areas.estimates[1:]))).notes[0]
    assert (note.values["areas"], note.values["left_out"]) == (4, 1)


@pytest.mark.parametrize(
    ("broken", "code", "words"),
    [
        (lambda r: r.select(area="Teg"), "method.too_few_to_pool", "minst 2"),
        (lambda r: replace(r, estimates=()), "method.no_primary_estimate", "level_change"),
        (lambda _: [], "method.nothing_to_pool", "Ange minst två"),
        (lambda r: [r, replace(r, primary_term="average_effect")], "method.pool_differs", "average_effect"),
        (
            lambda r: replace(r, estimates=tuple(replace(e, scale="identity") for e in r.estimates)),
            "method.pool_needs_ratios",
            "folkmängd",
        ),
    ],
)
def test_what_cannot_be_pooled_is_refused_in_words(areas: EffectResult, broken, code: str, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MethodError, match=words) as error:
        evaluera.pool(broken(areas))
    assert error.value.findings[0].code == code
