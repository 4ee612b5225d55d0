"""The outcomes: crimes by month and area, and two survey shares by year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluera.numerics.arrays import Floats
from evaluera.numerics.noise import Noise, simulated_counts
from umea_vaxer.truth import Area, Survey, Truth

__all__ = ["DRINKING", "UNSAFE", "crime_rows", "expected_counts", "survey_rows"]

UNSAFE, DRINKING = "otrygga", "dricker alkohol"
"""The columns with the two shares."""

AUGUST = 7
"""Where the season is highest, months from January."""


def crime_rows(truth: Truth) -> pd.DataFrame:
    """Area, month, count and residents, as a municipality would have them from its statistics."""
    common = _walk(truth.random("drift"), truth.crime.drift, len(truth.crime.months))
    frames = [_area_rows(area, truth, common) for area in truth.crime.areas.values()]
    return pd.concat(frames, ignore_index=True)


def _area_rows(area: Area, truth: Truth, common: Floats) -> pd.DataFrame:
    crime, months = truth.crime, truth.crime.months
    own = _walk(truth.random(f"drift {area.name}"), crime.own_drift, len(months))
    mean = expected_counts(area, truth) * np.exp(common + own)
    counts = simulated_counts(
        mean=mean,
        factor=np.ones(len(months)),
        noise=Noise(dispersion=crime.dispersion, autocorrelation=crime.autocorrelation),
        replicates=1,
        rng=truth.random(f"noise {area.name}"),
        events=truth.random(f"counts {area.name}"),
    )[0]
    return pd.DataFrame(
        {
            "område": area.name,
            "månad": months.astype(str),
            "antal": counts.astype(int),
            "folkmängd": [area.residents_in(month.year) for month in months],
        }
    )


def expected_counts(area: Area, truth: Truth) -> Floats:
    """The course without drift and noise: level, trend, season, events, and the true effect from the start on."""
    crime, months = truth.crime, truth.crime.months
    at = np.arange(len(months))
    residents = np.array([area.residents_in(month.year) for month in months]) / area.residents
    mean = area.level * residents * np.exp(crime.trend * at / 12.0)
    mean = mean * (1.0 + crime.season * np.cos(2.0 * np.pi * (at - AUGUST) / 12.0))
    mean = mean * np.where(months >= pd.Period(crime.recording_break, "M"), crime.recording_factor, 1.0)
    first, last = (pd.Period(each, "M") for each in crime.pandemic)
    mean = mean * np.where((months >= first) & (months <= last), crime.pandemic_factor, 1.0)
    late = int((months >= pd.Period(crime.preliminary_from, "M")).sum())
    mean[len(mean) - late :] *= np.array(crime.preliminary_factors)
    if area.start is not None:
        mean = mean * np.where(months >= pd.Period(area.start, "M"), area.effect, 1.0)
    return np.asarray(mean, dtype=float)


def _walk(random: np.random.Generator, step: float, n: int) -> Floats:
    """A random walk that begins at 0."""
    steps = random.standard_normal(n) * step
    return np.asarray(np.cumsum(steps) - steps[0], dtype=float)


def survey_rows(name: str, survey: Survey, truth: Truth) -> pd.DataFrame:
    """Year, share with its 95 % interval (to tenths of a per cent) and the number of answers.

    ``name`` is that of the column with the share. Years between surveys have empty cells.
    """
    random = truth.random(name)
    rows = []
    for year in survey.years:
        share = survey.share + (survey.effect if year >= survey.first_after else 0.0)
        share += survey.break_step if survey.method_break is not None and year >= survey.method_break else 0.0
        share += survey.between_years * random.standard_normal()
        answers = round(survey.sample * random.uniform(0.95, 1.05))
        effective = answers / survey.design_effect
        found = random.binomial(round(effective), share) / round(effective)
        margin = 1.96 * np.sqrt(found * (1.0 - found) / effective)
        shares = [round(float(each), 3) for each in (found, found - margin, found + margin)]
        rows.append(dict(zip(("år", name, "nedre", "övre", "svar"), (year, *shares, answers), strict=True)))
    every = range(survey.years[0], survey.years[-1] + 1)
    surveyed = pd.DataFrame(rows).set_index("år").astype({"svar": "Int64"}).reindex(every)
    return surveyed.astype(object).where(surveyed.notna(), None).reset_index()
