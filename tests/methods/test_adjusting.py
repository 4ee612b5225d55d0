"""Several outcomes: p-values that count all questions, beside the main one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

import evaluera
from evaluera import EffectResult, ParameterError
from evaluera.methods.adjusting import ADJUSTED_COLUMNS
from evaluera.tables.adjusted import adjusted_table


def _answer(after: int) -> EffectResult:
    panel = evaluera.panel(pd.DataFrame({"period": [1, 2], "value": [100, after]}))
    return evaluera.estimate("before_after", panel, start=2)


@pytest.fixture(scope="module")
def results() -> dict[str, EffectResult]:
    return {"main": _answer(70), "theft": _answer(72), "fire": _answer(95), "noise": _answer(60)}


def test_the_main_analysis_is_no_part_of_the_family(results: dict[str, EffectResult]) -> None:
    frame = evaluera.adjusted(results, primary="main")
    assert tuple(frame.columns) == ADJUSTED_COLUMNS
    assert frame["primary"].tolist() == [True, False, False, False]
    raw = frame["p_value"].to_numpy()
    assert np.isnan(frame.loc[0, ["holm", "benjamini_hochberg"]].to_numpy(dtype=float)).all()
    for column, method in (("holm", "holm"), ("benjamini_hochberg", "fdr_bh")):
        assert frame[column].to_numpy()[1:] == pytest.approx(multipletests(raw[1:], method=method)[1])


def test_without_a_main_analysis_all_are_counted(results: dict[str, EffectResult]) -> None:
    frame = evaluera.adjusted(results)
    assert frame["holm"].to_numpy() == pytest.approx(multipletests(frame["p_value"], method="holm")[1])


def test_an_unknown_main_analysis_is_told(results: dict[str, EffectResult]) -> None:
    with pytest.raises(ParameterError, match="main") as error:
        evaluera.adjusted(results, primary="mian")
    assert error.value.findings[0].code == "parameter.unknown_near"


def test_the_table_names_the_analyses_and_leaves_the_main_one_out(results: dict[str, EffectResult]) -> None:
    labels = {name: name.capitalize() for name in results}
    table = adjusted_table(results, "sv", primary="main", labels=labels)
    assert table is not None
    assert [row[0] for row in table.rows] == ["Theft", "Fire", "Noise"]
    assert table.headers == ("Analys", "p-värde", "p enligt Holm", "p enligt Benjamini–Hochberg")
    assert table.rows[2][1:] == ("0,002", "0,006", "0,006")


def test_one_secondary_analysis_needs_no_table(results: dict[str, EffectResult]) -> None:
    two = {name: results[name] for name in ("main", "theft")}
    assert adjusted_table(two, "en", primary="main", labels={"main": "Main", "theft": "Theft"}) is None
