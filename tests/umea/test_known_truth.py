"""What the evaluation finds against what is true: intervals hold it, and nothing is found where nothing was."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from umea_vaxer.outcomes import expected_counts
from umea_vaxer.truth import Area, Truth

import evaluera
from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.finding import FindingClass
from evaluera.report.drawings import pictures
from evaluera.report.opening import front_page
from evaluera.results.estimate import Estimate
from evaluera.text.synthetic_mark import synthetic_mark

MARK = "SYNTETISKA DATA – visar inte utfallet i Umeå"


def _primary(evaluation: evaluera.Evaluation, analysis: str) -> Estimate:
    (found,) = evaluation.results[analysis].primary()
    return found


def _holds(estimate: Estimate, truth: float) -> bool:
    return estimate.low <= truth <= estimate.high


@pytest.mark.parametrize(("area", "truth"), [("Ersboda", 0.80), ("Ålidhem", 0.88), ("Mariehem", 1.00)])
def test_the_interval_of_each_district_holds_the_truth(
    evaluation: evaluera.Evaluation, known: Truth, area: str, truth: float
) -> None:
    assert known.crime.areas[area].effect == truth
    assert _holds(_primary(evaluation, area), truth)


def test_the_main_analysis_holds_the_truth_however_it_is_averaged(
    evaluation: evaluera.Evaluation, known: Truth
) -> None:
    """The ratio of all events in the districts, and the geometric mean of their ratios."""
    after = (known.crime.months >= pd.Period("2019-09")) & (known.crime.months < known.crime.preliminary_from)
    expected = {area: expected_counts(area, known)[after].sum() for area in known.crime.treated}
    without = sum(count / area.effect for area, count in expected.items())
    pooled = float(sum(expected.values()) / without)
    geometric = float(np.exp(np.mean([np.log(area.effect) for area in known.crime.treated])))
    assert pooled == pytest.approx(0.88, abs=0.005)
    assert geometric == pytest.approx(0.89, abs=0.005)
    found = _primary(evaluation, "områdena")
    assert _holds(found, pooled)
    assert _holds(found, geometric)


def test_the_shares_hold_the_truth(evaluation: evaluera.Evaluation, known: Truth) -> None:
    assert _holds(_primary(evaluation, "otrygghet"), known.unsafe.effect)
    assert _holds(_primary(evaluation, "skolenkät"), known.school.effect)


@pytest.mark.parametrize("analysis", ["Mariehem", "skolenkät"])
def test_nothing_is_found_where_nothing_happened(evaluation: evaluera.Evaluation, analysis: str) -> None:
    finding = conclude(evaluation.results[analysis]).finding
    assert finding in (FindingClass.NO_CLEAR_EFFECT, FindingClass.NO_IMPORTANT_EFFECT)


def test_what_the_readme_says_was_found_is_what_is_found(evaluation: evaluera.Evaluation) -> None:
    """To the printed digits."""
    readme = (evaluation.folder / "README.md").read_text(encoding="utf-8")
    for analysis in ("områdena", "Ersboda", "Ålidhem", "Mariehem"):
        found = _primary(evaluation, analysis)
        assert f"| {found.estimate:.2f} ({found.low:.2f} to {found.high:.2f}) |" in readme, analysis
    for analysis in ("otrygghet", "skolenkät"):
        value, low, high = (100.0 * each for each in _interval(_primary(evaluation, analysis)))
        assert f"| {value:.1f} ({low:.1f} to {high:.1f}) |" in readme, analysis


def _interval(found: Estimate) -> tuple[float, float, float]:
    return found.estimate, found.low, found.high


def test_every_figure_and_page_says_that_the_data_are_made_up(evaluation: evaluera.Evaluation) -> None:
    assert synthetic_mark(evaluation.parameters.marked_synthetic, "sv") == MARK
    drawn = pictures(evaluation, "sv")
    assert len(drawn) >= len(evaluation.results)
    assert [picture.name for picture in drawn if MARK not in picture.svg] == []
    front = front_page(evaluation)
    assert f'<p class="ribbon">{MARK}</p>' in front.body
    assert str(front.document["sheet"]).startswith(MARK)


def test_the_areas_that_have_an_effect_and_the_one_that_has_none(known: Truth) -> None:
    effects = {area.name: area.effect for area in known.crime.treated}
    assert effects == {"Ersboda": 0.80, "Ålidhem": 0.88, "Mariehem": 1.00}
    others: list[Area] = [area for area in known.crime.areas.values() if area.start is None]
    assert {area.effect for area in others} == {1.0}
