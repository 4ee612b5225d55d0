"""Estimates of a stratified sample with unequal weights against the R package survey; its script lies beside them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluera.numerics.survey_design import SurveyDesign, SurveyEstimate, survey_mean, survey_share, survey_total

HERE = Path(__file__).parent / "survey_estimates"
PUBLISHED = json.loads((HERE / "survey.json").read_text(encoding="utf-8"))
SCHOOLS = pd.read_csv(HERE / "schools.csv", dtype={"stratum": str})
AGREES = 1e-10
"""Relative. R wrote 15 digits; the requirement is 1e-7."""

AGREES_ITERATED = 1e-8
"""R finds the logit of a share by iteration and stops about 5e-10 from it."""


def _design(name: str) -> SurveyDesign:
    codes = {
        role: pd.factorize(SCHOOLS[role])[0].astype(np.int64) if role in name.replace("stratified", "stratum") else None
        for role in ("stratum", "cluster")
    }
    return SurveyDesign.of(weight=SCHOOLS["weight"].to_numpy(dtype=float), **codes)


def _numbers(found: SurveyEstimate | None) -> list[float | None]:
    assert found is not None
    return [found.estimate, found.std_error, found.low, found.high]


@pytest.mark.parametrize("domain", [False, True])
@pytest.mark.parametrize("name", ["weighted", "stratified", "clustered", "stratified_clustered"])
def test_they_are_those_of_survey(name: str, domain: bool) -> None:
    design, expected = _design(name), PUBLISHED[name]
    within = SCHOOLS["domain"].to_numpy() == 1 if domain else None
    prefix = "domain_" if domain else ""
    columns = {column: SCHOOLS[column].to_numpy(dtype=float) for column in ("value", "size", "yes")}
    mean = survey_mean(value=columns["value"], design=design, within=within)
    total = survey_total(value=columns["size"], design=design, within=within)
    share = survey_share(yes=columns["yes"], design=design, within=within)
    assert _numbers(mean) == pytest.approx(expected[f"{prefix}mean"], rel=AGREES)
    assert _numbers(total) == pytest.approx(expected[f"{prefix}total"], rel=AGREES)
    assert _numbers(share) == pytest.approx(expected[f"{prefix}share"], rel=AGREES_ITERATED)
    assert [each.df for each in (mean, total) if each] == expected[f"{prefix}df"]
