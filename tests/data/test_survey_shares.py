"""Survey shares: margins beside the values, in frames, files and evaluation.yaml, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.data.panel import Panel
from evaluera.data.sampling import sampling_error
from evaluera.errors import DataError, Finding
from evaluera.text.findings import render

FRAME = pd.DataFrame(
    {
        "år": [2017, 2018, 2019, 2020],
        "andel": [0.25, 0.27, 0.22, 0.20],
        "nedre": [0.22, 0.24, 0.19, 0.17],
        "övre": [0.28, 0.30, 0.25, 0.23],
        "svar": [900, 950, 980, 1000],
        "deff": [1.4, 1.3, 1.2, 1.5],
    }
)


def _panel(frame: pd.DataFrame = FRAME, **keywords: Any) -> Panel:
    given = {"period": "år", "value": "andel", "kind": "share", "source": "NTU", **keywords}
    return evaluera.panel(frame, **given)


def _findings(frame: pd.DataFrame = FRAME, **keywords: Any) -> tuple[Finding, ...]:
    with pytest.raises(DataError) as caught:
        _panel(frame, **keywords)
    return caught.value.findings


def test_published_margins_stay_beside_the_values() -> None:
    panel = _panel(interval=("nedre", "övre"))
    assert panel.precision == ("low", "high")
    assert panel.rows["low"].tolist() == FRAME["nedre"].tolist()
    (series,) = panel.series()
    assert series.std_error == pytest.approx([0.03 / 1.959963985] * 4)
    (series,) = _panel(interval=("nedre", "övre"), interval_confidence=0.9).series()
    assert series.std_error == pytest.approx([0.03 / 1.644853627] * 4)


@pytest.mark.parametrize("effect", ["deff", 1.4])
def test_respondents_and_design_effect_as_column_or_number(effect: str | float) -> None:
    panel = _panel(n="svar", design_effect=effect)
    assert panel.precision == ("n", "design_effect")
    (series,) = panel.series()
    share = (900 * 0.25 + 2) / 904
    assert series.std_error is not None
    assert series.std_error[0] == pytest.approx(np.sqrt(1.4 * share * (1 - share) / 904))


def test_a_share_of_none_of_the_respondents_is_not_certain() -> None:
    found = sampling_error(np.array([0.0]), {"n": np.array([100.0])}, confidence=0.95)
    assert found is not None
    assert 0.005 < found[0] < 0.02


def test_a_panel_without_margins_knows_no_error() -> None:
    panel = _panel()
    assert (panel.precision, panel.breaks) == ((), ())
    assert next(panel.series()).std_error is None
    assert list(panel.rows.columns) == ["outcome", "area", "period", "value", "exposure", "preliminary"]


def test_breaks_are_periods_in_order() -> None:
    assert [str(each) for each in _panel(method_break=[2019, "2018"]).breaks] == ["2018", "2019"]
    (finding,) = _findings(method_break="nyår")
    assert (finding.code, finding.place.parameter) == ("data.unreadable_period", "method_break")


def test_rows_of_several_areas_keep_their_own_margins() -> None:
    both = pd.concat([FRAME.assign(kommun="Umeå"), FRAME.assign(kommun="Arvidsjaur", svar=100)])
    found = {each.area: each.std_error for each in _panel(both, area="kommun", n="svar").series()}
    assert found["Arvidsjaur"][0] > 2.5 * found["Umeå"][0]


def test_swedish_column_names_of_a_survey_file_are_recognised(tmp_path: Path) -> None:
    text = "år;värde;nedre;övre;antal svarande\n2017;25 %;22 %;28 %;900\n2018;27,5 %;24 %;31 %;\n2019;;;;\n"
    (tmp_path / "ntu.csv").write_text(text.replace(";31 %;\n", ";31 %;950\n"), encoding="utf-8")
    panel = evaluera.read("ntu.csv", folder=tmp_path, kind="share", source="NTU")
    assert panel.precision == ("low", "high", "n")
    assert panel.rows["high"].tolist()[:2] == [0.28, 0.31]
    assert np.isnan(panel.rows["value"].iloc[2])


def test_a_count_file_with_a_column_n_is_not_a_survey(tmp_path: Path) -> None:
    (tmp_path / "brott.csv").write_text("år;antal;n\n2017;25;1\n2018;27;2\n", encoding="utf-8")
    assert evaluera.read("brott.csv", folder=tmp_path, source="Brå").precision == ()


@pytest.mark.parametrize(
    ("change", "keywords", "code", "row"),
    [
        ({"nedre": [0.26, 0.24, 0.19, 0.17]}, {"interval": ("nedre", "övre")}, "data.outside_its_interval", 2),
        ({"övre": [0.28, 0.30, 0.19, 0.23]}, {"interval": ("nedre", "övre")}, "data.ends_reversed", 4),
        ({"nedre": [None, 0.24, 0.19, 0.17]}, {"interval": ("nedre", "övre")}, "data.precision_missing", 2),
        ({"svar": [900, 0, 980, 1000]}, {"n": "svar"}, "data.no_respondents", 3),
        ({"svar": [900, -5, 980, 1000]}, {"n": "svar"}, "data.no_respondents", 3),
        ({"svar": [900, 950, None, 1000]}, {"n": "svar"}, "data.precision_missing", 4),
        ({"deff": [1.4, 1.3, 1.2, 0.8]}, {"n": "svar", "design_effect": "deff"}, "data.design_effect_below_one", 5),
    ],
)
def test_a_wrong_cell_is_told_with_its_row(
    change: dict[str, Any], keywords: dict[str, Any], code: str, row: int
) -> None:
    (finding,) = _findings(FRAME.assign(**change), **keywords)
    assert (finding.code, finding.place.row) == (code, row)
    assert all(render(finding, language) for language in ("sv", "en"))


@pytest.mark.parametrize(
    ("keywords", "code", "parameter"),
    [
        ({"interval": ("nedre", None)}, "data.one_end", "high"),
        ({"design_effect": 1.4}, "data.design_effect_without_n", "n"),
        ({"n": "svar", "design_effect": 0.5}, "data.design_effect_below_one", "design_effect"),
        ({"n": "svar", "interval_confidence": 95}, "data.interval_confidence", "interval_confidence"),
        ({"n": "svar", "kind": "mean"}, "data.precision_needs_share", "kind"),
        ({"n": "svarande"}, "data.unknown_column", "n"),
        ({"n": "svar", "value": ["andel", "nedre"]}, "data.precision_and_values", "value"),
    ],
)
def test_a_wrong_keyword_is_told(keywords: dict[str, Any], code: str, parameter: str) -> None:
    (finding,) = _findings(**keywords)
    assert (finding.code, finding.place.parameter) == (code, parameter)
    assert all(render(finding, language) for language in ("sv", "en"))


def test_the_swedish_settings_of_a_coordinator_run(tmp_path: Path) -> None:
    folder = tmp_path / "trygghet"
    folder.mkdir()
    rows = "".join(
        f"{year};{share};{share - 0.03:.2f};{share + 0.03:.2f}\n"
        for year, share in zip(range(2017, 2025), [0.31, 0.3, 0.32, 0.31, 0.2, 0.21, 0.19, 0.2], strict=True)
    )
    (folder / "ntu.csv").write_text("år;otrygga;ki nedre;ki övre\n" + rows.replace(".", ","), encoding="utf-8")
    (folder / "evaluation.yaml").write_text(
        "version: 1\nnamn: Trygghet\nspråk: sv\nprojekt: {ägare: Umebrå}\n"
        "data:\n  - {fil: ntu.csv, period: år, värde: otrygga, nedre: ki nedre, övre: ki övre, slag: andel,\n"
        "     metodbyte: [2018], källa: NTU, hämtad: 2025-01-20}\n"
        "insats: {start: 2021}\n"
        "analyser:\n  - {metod: enkätjämförelse, utfall: otrygga, huvudanalys: ja}\n",
        encoding="utf-8",
    )
    evaluation = evaluera.run(folder / "evaluation.yaml")
    assert evaluation.primary.method == "survey_difference"
    assert evaluation.primary.evidence[0].periods_before == 3
    assert evaluation.primary.primary()[0].high < 0.0
