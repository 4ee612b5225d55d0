"""Before a run: what is wrong, and which outcomes are too small to say anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from evaluera.evaluation import check
from evaluera.evaluation.size import smallest_visible
from evaluera.text.findings import render

Make = Callable[..., Path]


def _few(mean: float, frequency: str = "month") -> str:
    random = np.random.default_rng(2)
    parts = [f"{month:02d}" for month in range(1, 13)] if frequency == "month" else [f"K{q}" for q in range(1, 5)]
    joint = "-" if frequency == "month" else ""
    rows = [
        f"{year}{joint}{part};{area};{random.poisson(mean)}"
        for area in ("Ersboda", "Mariehem", "Teg", "Haga")
        for year in range(2010, 2020)
        for part in parts
    ]
    return "\n".join(["månad;område;antal", *rows]) + "\n"


def test_nothing_to_say_about_a_good_evaluation(make: Make) -> None:
    assert check(make(("10 %", "20 %"))) == ()


def test_errors_are_handed_out_and_not_raised(make: Make) -> None:
    findings = check(make(("version: 1", "version: 2"), ("start: 2018-01", "start:")))
    assert [(finding.code, finding.place.line) for finding in findings] == [
        ("parameter.unknown_version", 1),
        ("parameter.empty_value", 10),
    ]


def test_what_a_method_refuses_is_found_before_a_run(make: Make) -> None:
    findings = check(make(("start: 2018-01", "start: 2030-01")))
    assert [(finding.code, finding.place.parameter) for finding in findings] == [
        ("method.start_outside_data", "insats.start")
    ]


def test_a_missing_file_is_found(tmp_path: Path) -> None:
    assert [finding.code for finding in check(tmp_path / "nothing.yaml")] == ["parameter.no_file"]


def test_few_events_a_month_suggest_quarters_areas_or_types(make: Make) -> None:
    found = [each for each in check(make(data=_few(1.0))) if each.code == "parameter.small_counts_month"]
    assert len(found) == 1
    assert found[0].severity == "warning"
    assert 1.6 < float(found[0].values["mean"]) < 2.4
    text = render(found[0], "sv")
    assert text.endswith("Summera till kvartal, eller slå ihop områden eller brottstyper.")
    assert text.startswith("min-insats/evaluation.yaml rad 13, analyser[0].utfall: Anmälda brott har bara")


def test_few_events_a_quarter_suggest_areas_or_types(make: Make) -> None:
    codes = [each.code for each in check(make(data=_few(1.0, "quarter")))]
    assert "parameter.small_counts" in codes
    assert "parameter.small_counts_month" not in codes


def test_a_change_that_can_hardly_be_seen_is_said_once_with_what_can(make: Make) -> None:
    found = [each for each in check(make(("10 %", "1 %"))) if each.code == "parameter.low_power"]
    assert len(found) == 1
    assert found[0].values["wanted"] == 0.01
    assert 0.02 < float(found[0].values["visible"]) < 0.10
    place = "min-insats/evaluation.yaml line 13, analyser[0].utfall: "
    assert render(found[0], "en").startswith(place + "A change of 1 per cent in Anmälda brott is hard to see.")


def test_many_events_show_smaller_changes() -> None:
    none = np.zeros((0, 24))
    visible = [
        smallest_visible((np.full((1, 24), mean), none), (np.full((1, 24), mean), none), season_length=12, areas=0)
        for mean in (1.0, 10.0, 100.0)
    ]
    assert visible == sorted(visible, reverse=True)
    # half-width of the Poisson log ratio: 1 - exp(-1.96 sqrt(1/2400 + 1/2400))
    assert visible[2] == pytest.approx(1 - np.exp(-1.96 * np.sqrt(2 / 2400)))


def test_overdispersion_and_the_spread_between_areas_hide_changes() -> None:
    none = np.zeros((0, 24))
    random = np.random.default_rng(3)
    calm, rough = np.full((1, 24), 100.0), random.negative_binomial(5, 5 / 105, (1, 24)).astype(float)
    assert smallest_visible((rough, none), (rough, none), season_length=12, areas=0) > 2 * smallest_visible(
        (calm, none), (calm, none), season_length=12, areas=0
    )
    areas = np.full((10, 24), 100.0)
    apart = areas * np.exp(random.normal(0, 0.3, (10, 1)))
    assert smallest_visible((calm, areas), (calm, apart), season_length=12, areas=10) > smallest_visible(
        (calm, areas), (calm, areas * 1.01), season_length=12, areas=10
    )


def test_neighbours_are_not_among_the_rest_when_the_size_is_judged(make: Make) -> None:
    random = np.random.default_rng(4)
    areas = [*("Ersboda", "Mariehem", "Teg", "Haga"), *(f"Övrigt {n}" for n in range(8))]
    rows = [
        f"{year}-{month:02d};{area};{random.poisson(60 * (0.2 if area in ('Teg', 'Haga') and year >= 2018 else 1.0))}"
        for area in areas
        for year in range(2015, 2020)
        for month in range(1, 13)
    ]
    data = "\n".join(["månad;område;antal", *rows]) + "\n"
    others = ", ".join(areas[4:])

    def visible(*change: tuple[str, str], folder: str) -> float:
        made = make(("10 %", "1 %"), *change, data=data, folder=folder)
        found, *_ = [each for each in check(made) if each.code == "parameter.low_power"]
        return float(found.values["visible"])

    chosen = visible(("jämförelse: övriga", f"jämförelse: [{others}]"), folder="named")
    apart = visible(
        ("områden: [Ersboda, Mariehem]", "områden: [Ersboda, Mariehem]\n  omflyttning: [Teg, Haga]"), folder="apart"
    )
    among = visible(folder="among")
    assert apart == chosen
    assert among > 3 * apart
