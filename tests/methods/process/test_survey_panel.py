"""Published survey shares as an outcome: units, years, margins and breaks."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.methods.process.survey_panel import panel_from_survey


def _tables(**changed: Any) -> ProcessTables:
    years = list(range(2013, 2025))
    columns = {
        "source": "NTU",
        "year": years,
        "area_id": "umea",
        "measure_id": "victim",
        "value": [20.0 + (year % 3) for year in years],
        "ci_low": [18.0] * 12,
        "ci_high": [25.0] * 12,
        "n": [900.0] * 12,
        "comparable_from": [None] * 4 + [2017] * 8,
        "reference_year": [year - 1 for year in years],
    }
    return process_tables(survey_estimate=pd.DataFrame(columns | changed))


def test_shares_stand_in_the_year_that_was_asked_about_and_break_with_it() -> None:
    """The survey of 2017 was the first of a new kind; it asked about 2016."""
    panel = panel_from_survey(_tables(), measure="victim")
    assert (panel.kind, panel.precision, panel.origin.source) == ("share", ("low", "high"), "NTU")
    assert [str(period) for period in panel.periods][::11] == ["2012", "2023"]
    assert [str(period) for period in panel.breaks] == ["2016"]
    first = panel.frame().iloc[0]
    assert (first["value"], first["low"], first["high"]) == pytest.approx((0.2, 0.18, 0.25))


def test_respondents_are_used_where_an_interval_is_missing() -> None:
    panel = panel_from_survey(_tables(ci_low=None, reference_year=None), measure="victim")
    assert panel.precision == ("n",)
    assert [str(period) for period in panel.breaks] == ["2017"]
    shares = panel_from_survey(_tables(value=0.2, ci_low=None, n=None), measure="victim", unit="share")
    assert (shares.precision, shares.frame()["value"].iloc[0]) == ((), 0.2)


def test_no_change_is_computed_across_the_break() -> None:
    panel = panel_from_survey(_tables(reference_year=None), measure="victim")
    result = evaluera.estimate("survey_difference", panel, start=2021)
    assert result.primary()[0].n == 8
    with pytest.raises(evaluera.MethodError):
        evaluera.estimate("survey_difference", panel, start=2017)


def test_errors_name_what_exists() -> None:
    with pytest.raises(evaluera.DataError, match=r"Måttet safe finns inte bland enkätskattningarna\. Mått: victim\."):
        panel_from_survey(_tables(), measure="safe")
    with pytest.raises(evaluera.DataError, match=r"Måttet victim finns i flera källor\. Ange en av: NTU, SCB\."):
        panel_from_survey(_tables(source=["NTU", "SCB"] * 6), measure="victim")
