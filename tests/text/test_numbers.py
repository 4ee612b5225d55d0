"""Numbers, dates and periods: the marks of each language, rounding as by hand, and the same digits in both."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluera.errors import ParameterError
from evaluera.text.numbers import (
    count,
    date,
    hundredths,
    interval,
    number,
    p_value,
    percent,
    percent_interval,
    period_span,
    period_text,
    ratio,
    signed,
)

THIN = "\N{NARROW NO-BREAK SPACE}"
FINITE = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12)


def as_english(swedish: str) -> str:
    return swedish.replace(THIN, "").replace(",", ".")


@given(FINITE, st.one_of(st.none(), st.integers(0, 6)))
def test_the_digits_are_the_same_in_both_languages(x, digits):
    assert as_english(number(x, "sv", digits)) == number(x, "en", digits).replace(",", "")


@given(FINITE, st.integers(0, 6))
def test_a_written_number_reads_back_within_half_a_unit(x, digits):
    read = float(number(x, "en", digits).replace(",", "").replace("−", "-"))
    assert abs(read - x) <= 0.5 * 10**-digits + 1e-9 * abs(x)


@given(FINITE)
def test_a_zero_never_has_a_sign_and_a_sign_is_never_a_hyphen(x):
    for digits in (None, 0, 2):
        text = number(x, "sv", digits)
        assert "-" not in text
        assert not (text.startswith("−") and not any(c in "123456789" for c in text))


@given(st.floats(allow_nan=False, allow_infinity=False), st.one_of(st.none(), st.integers(0, 6)))
def test_any_number_is_written_in_a_few_signs(x, digits):
    for text in (number(x, "sv", digits), percent(x, "sv"), ratio(x, "en"), signed(x, "sv"), interval(x, x, "en")):
        assert 0 < len(text) < 80


@pytest.mark.parametrize(
    ("x", "expected"),
    [(5.185e21, "5,19 × 10²¹"), (-9.9999e15, "−1 × 10¹⁶"), (10**400, "1 × 10⁴⁰⁰"), (1.93e-22, "1,93 × 10⁻²²")],
)
def test_numbers_that_nobody_counts_the_digits_of(x, expected):
    assert number(x, "sv").replace("\N{NO-BREAK SPACE}", " ") == expected


@given(st.floats(min_value=-1, max_value=10, allow_nan=False))
def test_a_share_is_not_written_as_zero_unless_it_is_tiny(x):
    if abs(x) >= 0.00005:
        assert hundredths(x, "sv") not in ("0", "0,0", "0,00")


@pytest.mark.parametrize(
    ("x", "digits", "expected"),
    [
        (12.345, None, "12,3"),
        (788.0, None, "788"),
        (1234.5, None, "1235"),
        (0.0123456, None, "0,0123"),
        (3.5, None, "3,5"),
        (2.0, None, "2"),
        (0.0, None, "0"),
        (2005, None, "2005"),
        (10000, None, f"10{THIN}000"),
        (1234567.8, 1, f"1{THIN}234{THIN}567,8"),
        (-0.4, 0, "0"),
        (-1.5, 0, "−2"),
        (2.5, 0, "3"),
        (1.005, 2, "1,01"),
        (3.5, 2, "3,50"),
        (None, None, "–"),
        (math.nan, 1, "–"),
        (math.inf, 1, "∞"),
        (-math.inf, None, "−∞"),
    ],
)
def test_numbers(x, digits, expected):
    assert number(x, "sv", digits) == expected


def test_english_groups_thousands_with_a_comma():
    assert number(1234567.8, "en", 1) == "1,234,567.8"


def test_percentages():
    assert percent(0.223, "sv") == "22 procent"
    assert percent(-0.223, "en", form="table") == "−22%"
    assert percent(0.285, "sv", 1, form="table") == "28,5\N{NO-BREAK SPACE}%"
    assert percent(0.003, "sv") == "0,3 procent"
    assert percent(0.0, "sv") == "0 procent"
    assert percent(math.nan, "sv") == "–"
    assert percent(math.inf, "en", form="table") == "∞%"
    assert percent_interval(-0.43, 0.06, "sv") == "−43 till 6"
    assert percent_interval(0.043, 0.2, "sv") == "4–20"
    assert percent_interval(0.043, 0.2, "en", form="sentence") == "4 to 20"


def test_intervals():
    assert interval(4.1, 20.0, "sv", 1) == "4,1–20,0"
    assert interval(-4.1, 20.0, "sv", 1) == "−4,1 till 20,0"
    assert interval(4.1, 20.0, "sv", 1, form="sentence") == "4,1 till 20,0"
    assert interval(4.1, math.inf, "en", 1) == "4.1–∞"


def test_ratios_counts_signs_and_p_values():
    assert (ratio(0.7768, "sv"), ratio(0.0031, "sv"), ratio(0.0, "sv")) == ("0,78", "0,003", "0,00")
    assert count(12345.6, "en") == "12,346"
    assert (signed(1.26, "sv", 1), signed(-0.01, "sv", 1), signed(0.01, "sv", 1)) == ("+1,3", "0,0", "0,0")
    assert (p_value(0.0004, "sv"), p_value(0.05, "sv"), p_value(0.5, "sv")) == ("<\xa00,001", "0,050", "0,50")
    assert p_value(None, "sv") == "–"


@pytest.mark.parametrize(
    ("period", "swedish", "english", "short"),
    [
        ("2005-01", "januari 2005", "January 2005", "jan 2005"),
        ("2005Q1", "första kvartalet 2005", "the first quarter of 2005", "kv 1 2005"),
        ("2005W07", "vecka 7 2005", "week 7 2005", "v. 7 2005"),
        ("2005", "2005", "2005", "2005"),
        ("13", "period 13", "period 13", "period 13"),
        ("9999", "period 9999", "period 9999", "period 9999"),
        (13, "period 13", "period 13", "period 13"),
        (pd.Period("2005-01", "M"), "januari 2005", "January 2005", "jan 2005"),
        (pd.Period("2005Q3", "Q"), "tredje kvartalet 2005", "the third quarter of 2005", "kv 3 2005"),
    ],
)
def test_periods(period, swedish, english, short):
    assert period_text(period, "sv") == swedish
    assert period_text(period, "en") == english
    assert period_text(period, "sv", short=True) == short


def test_numbered_periods_of_a_known_length_have_its_name():
    assert period_text("13", "sv", season_length=4) == "kvartal 13"
    assert period_text("13", "en", season_length=12) == "month 13"
    assert period_text("2005-01", "sv", season_length=12) == "januari 2005"


@pytest.mark.parametrize(
    ("first", "last", "season", "swedish", "english", "short"),
    [
        (
            "2002-01",
            "2006-11",
            12,
            "januari 2002 till november 2006",
            "January 2002 to November 2006",
            "jan 2002–nov 2006",
        ),
        ("1", "16", 4, "kvartal 1–16", "quarters 1–16", "kvartal 1–16"),
        ("1", "36", 12, "månad 1–36", "months 1–36", "månad 1–36"),
        ("1", "9", None, "period 1–9", "periods 1–9", "period 1–9"),
        ("1990", "2020", 1, "1990 till 2020", "1990 to 2020", "1990–2020"),
    ],
)
def test_spans_are_written_alike_in_sentences_and_figures(first, last, season, swedish, english, short):
    assert period_span(first, last, "sv", season_length=season) == swedish
    assert period_span(first, last, "en", season_length=season) == english
    assert period_span(first, last, "sv", season_length=season, short=True) == short


def test_dates():
    assert date(dt.date(2026, 1, 2), "sv") == "2 januari 2026"
    assert date("2026-12-31", "en") == "31 December 2026"


def test_an_unknown_language_is_refused():
    with pytest.raises(ParameterError, match="fi") as error:
        number(1.0, "fi")
    assert error.value.findings[0].code == "parameter.unknown_language"
