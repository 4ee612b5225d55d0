"""Ticks that a reader of the language understands."""

from __future__ import annotations

import pytest

from evaluera.figures.timeline import position, ticks

MONTHS = [f"{year}-{month:02d}" for year in range(2002, 2007) for month in range(1, 13)]


def texts(periods: list[str], frequency: str | None, language: str = "sv", room: float = 320.0) -> list[str]:
    return [tick.text for tick in ticks(periods, frequency, language, room)]


def test_years_stand_at_their_january() -> None:
    found = ticks(MONTHS, "M", "sv", 320.0)
    assert [(tick.at, tick.text) for tick in found][:2] == [(0, "2002"), (12, "2003")]
    assert len(found) == 5


def test_years_are_thinned_to_round_ones() -> None:
    months = [f"{year}-{month:02d}" for year in range(1969, 1985) for month in range(1, 13)]
    assert texts(months, "M") == ["1970", "1972", "1974", "1976", "1978", "1980", "1982", "1984"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ["mar\n2023", "maj", "jul", "sep", "nov", "jan\n2024", "mar"]),
        ("en", ["Mar\n2023", "May", "Jul", "Sep", "Nov", "Jan\n2024", "Mar"]),
    ],
)
def test_months_of_a_short_series(language: str, expected: list[str]) -> None:
    months = [f"2023-{m:02d}" for m in range(3, 13)] + [f"2024-{m:02d}" for m in range(1, 5)]
    assert texts(months, "M", language) == expected


@pytest.mark.parametrize(("language", "first"), [("sv", "kv 2\n2021"), ("en", "Q2\n2021")])
def test_quarters_are_named_in_the_language(language: str, first: str) -> None:
    quarters = ["2021Q2", "2021Q3", "2021Q4", "2022Q1", "2022Q2"]
    assert texts(quarters, "Q", language)[0] == first


def test_weeks_of_less_than_three_years() -> None:
    weeks = [f"2021W{w:02d}" for w in range(1, 53)] + [f"2022W{w:02d}" for w in range(1, 20)]
    found = texts(weeks, "W")
    assert found[0] == "v. 1\n2021"
    assert "v. 1\n2022" in found


def test_yearly_periods_are_their_years() -> None:
    assert texts(["2015", "2016", "2017"], "Y") == ["2015", "2016", "2017"]


def test_periods_without_dates_are_their_numbers() -> None:
    assert texts([str(n) for n in range(1, 17)], None) == [str(n) for n in range(1, 17)]
    assert texts([str(n) for n in range(1, 101)], None)[0] == "10"


def test_even_one_period_has_a_tick() -> None:
    assert texts(["2024-05"], "M") == ["maj\n2024"]


def test_the_year_stands_with_the_first_part_of_each_year() -> None:
    months = ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert texts(months, "M") == ["nov\n2023", "dec", "jan\n2024", "feb"]


def test_position_counts_earlier_periods() -> None:
    assert position("2005-01", MONTHS, "M") == 36
    assert position("2007-01", MONTHS, "M") == 60
    assert position("10", ["9", "10", "11"], None) == 1


def test_an_unreadable_label_is_refused() -> None:
    with pytest.raises(ValueError, match="not a period label: 'x'"):
        ticks(["x"], "M", "sv", 100.0)
