"""Numbers, dates and periods as a reader writes them, by one formatter for both languages.

Rounding is half away from zero on the decimal digits (0,125 is 13 procent), because that is what a reader checks by
hand. A rounded zero has no sign. Thousands are set apart from five digits on, so that years stay years.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from evaluera.text.dates import date, period_span, period_text
from evaluera.text.languages import checked

__all__ = [
    "MISSING",
    "count",
    "date",
    "exact",
    "hundredths",
    "interval",
    "joined",
    "number",
    "p_value",
    "percent",
    "percent_interval",
    "period_span",
    "period_text",
    "ratio",
    "signed",
]

Number = int | float
Form = Literal["sentence", "table"]

MISSING = "–"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
SIGNIFICANT = 3
GROUPED_FROM = 10_000
SMALLEST_P = 0.001
LEAST_PLAIN, FIRST_POWER = -9, 15
"""Powers of ten between which a number is written out: below and above nobody counts the digits."""

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_DECIMAL_MARK = {"sv": ",", "en": "."}
_GROUP_MARK = {"sv": NARROW_SPACE, "en": ","}
_PER_CENT_SIGN = {"sv": f"{NO_BREAK_SPACE}%", "en": "%"}
_PER_CENT_WORD = {"sv": "procent", "en": "per cent"}
_TO = {"sv": "till", "en": "to"}


def number(x: Number | None, language: str, digits: int | None = None) -> str:
    """A number with the language's decimal mark, a true minus and grouped thousands.

    Parameters
    ----------
    x
        The number; None or NaN gives :data:`MISSING`, infinity its sign.
    language
        ``sv`` or ``en``.
    digits
        Decimals. None chooses three significant digits without trailing zeros; a whole number stays whole.

    Examples
    --------
    >>> number(-1234.5, "sv", 1), number(0.0123456, "en"), number(788.0, "sv")
    ('−1234,5', '0.0123', '788')
    >>> number(5.185e21, "sv").replace("\N{NO-BREAK SPACE}", " ")
    '5,19 × 10²¹'
    """
    language = checked(language)
    if x is None or (isinstance(x, float) and math.isnan(x)):
        return MISSING
    if isinstance(x, float) and math.isinf(x):
        return f"{MINUS if x < 0 else ''}∞"
    exact = Decimal(repr(float(x))) if isinstance(x, float) else Decimal(int(x))
    return _written(exact, language, digits)


def exact(x: Number, language: str) -> str:
    """A number as somebody wrote it, up to ten significant digits: what a cell holds is not rounded.

    Examples
    --------
    >>> exact(1234.5, "sv"), exact(1234, "sv"), exact(0.1 + 0.2, "en")
    ('1234,5', '1234', '0.3')
    """
    digits = max(0, -int(Decimal(f"{x:.10g}").normalize().as_tuple().exponent))
    return number(x, language, digits)


def count(x: Number | None, language: str) -> str:
    """A number of events, without decimals.

    Examples
    --------
    >>> count(12345.6, "en")
    '12,346'
    """
    return number(x, language, 0)


def ratio(x: Number | None, language: str) -> str:
    """A ratio with two decimals, or as many as it takes to tell it from 0 (at most four).

    Examples
    --------
    >>> ratio(0.7768, "sv"), ratio(0.0012, "en")
    ('0,78', '0.001')
    """
    if x is None or not math.isfinite(x) or abs(x) >= 0.005 or x == 0:
        return number(x, language, 2)
    return number(x, language, 3 if abs(x) >= 0.0005 else 4)


def percent(x: Number | None, language: str, digits: int | None = None, *, form: Form = "sentence") -> str:
    """A share as per cent: a word in a sentence, a sign in a table.

    Parameters
    ----------
    x
        A share: 0.123 is 12 per cent.
    digits
        Decimals of the percentage; None gives whole per cents, or as many decimals (at most two) as it takes to
        tell a small share from zero.

    Examples
    --------
    >>> percent(0.125, "sv"), percent(-0.2, "en", form="table")
    ('13 procent', '−20%')
    """
    language = checked(language)
    value = hundredths(x, language, digits)
    if value == MISSING:
        return value
    return f"{value} {_PER_CENT_WORD[language]}" if form == "sentence" else value + _PER_CENT_SIGN[language]


def hundredths(x: Number | None, language: str, digits: int | None = None) -> str:
    """A share as a percentage without sign or word, for a sentence that says the word itself.

    Examples
    --------
    >>> hundredths(0.285, "sv"), hundredths(-0.002, "sv"), hundredths(0.002, "sv", 0)
    ('29', '−0,2', '0')
    """
    language = checked(language)
    if x is None or not math.isfinite(x):
        return number(x, language)
    exact = Decimal(repr(float(x))) * 100
    if digits is None:
        digits = next((d for d in (0, 1) if abs(exact) > Decimal(5).scaleb(-d - 1)), 2 if exact else 0)
    return _written(exact, language, digits)


def signed(x: Number | None, language: str, digits: int | None = None) -> str:
    """A number with its sign, plus as well as minus; zero has none.

    Examples
    --------
    >>> signed(3.2, "sv"), signed(-3.2, "sv"), signed(0.0, "sv")
    ('+3,2', '−3,2', '0')
    """
    text = number(x, language, digits)
    positive = x is not None and x > 0 and any(c in "123456789∞" for c in text)
    return f"+{text}" if positive else text


def interval(
    low: Number | None,
    high: Number | None,
    language: str,
    digits: int | None = None,
    *,
    form: Form = "table",
) -> str:
    """Two ends of an interval: an en dash in a table, ``till`` / ``to`` in a sentence and beside a minus sign.

    Examples
    --------
    >>> interval(4.1, 20.0, "sv", 1), interval(-4.1, 20.0, "en", 1), interval(4, 20, "sv", form="sentence")
    ('4,1–20,0', '−4.1 to 20.0', '4 till 20')
    """
    return joined(number(low, language, digits), number(high, language, digits), language, form)


def percent_interval(low: Number | None, high: Number | None, language: str, *, form: Form = "table") -> str:
    """Two shares as percentages without sign or word, joined as by :func:`interval`.

    Examples
    --------
    >>> percent_interval(-0.43, 0.06, "sv"), percent_interval(0.04, 0.2, "en")
    ('−43 till 6', '4–20')
    """
    return joined(hundredths(low, language), hundredths(high, language), language, form)


def p_value(p: Number | None, language: str) -> str:
    r"""A p-value: two decimals, three below 0.1, never smaller than ``< 0.001``.

    Examples
    --------
    >>> p_value(0.00004, "sv"), p_value(0.0123, "en"), p_value(0.41, "en")
    ('<\xa00,001', '0.012', '0.41')
    """
    if p is not None and p < SMALLEST_P:
        return f"<{NO_BREAK_SPACE}{number(SMALLEST_P, language, 3)}"
    return number(p, language, 3 if p is not None and p < 0.1 else 2)


def joined(first: str, last: str, language: str, form: Form = "table") -> str:
    """Two written ends of an interval.

    Examples
    --------
    >>> joined("4,1", "20,0", "sv"), joined("−4.1", "20.0", "en")
    ('4,1–20,0', '−4.1 to 20.0')
    """
    if form == "sentence" or MINUS in first + last:
        return f"{first} {_TO[checked(language)]} {last}"
    return f"{first}{EN_DASH}{last}"


def _written(exact: Decimal, language: str, digits: int | None) -> str:
    """The decimal number rounded and written with the language's marks."""
    if exact and not LEAST_PLAIN <= exact.adjusted() < FIRST_POWER and (digits is None or exact.adjusted() > 0):
        return _power(exact, language)
    places = _sensible(exact) if digits is None else digits
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(rounded):f}".partition(".")
    if digits is None:
        rest = rest.rstrip("0")
    if int(whole) >= GROUPED_FROM:
        whole = f"{int(whole):,}".replace(",", _GROUP_MARK[language])
    sign = MINUS if rounded < 0 else ""
    return sign + whole + (_DECIMAL_MARK[language] + rest if rest else "")


def _power(exact: Decimal, language: str) -> str:
    """A number with three significant digits times a power of ten."""
    power = exact.adjusted()
    if abs(exact.scaleb(-power)) >= Decimal("9.995"):
        power += 1
    digits = _written(exact.scaleb(-power), language, SIGNIFICANT - 1).rstrip("0").rstrip(_DECIMAL_MARK[language])
    return f"{digits}{NO_BREAK_SPACE}×{NO_BREAK_SPACE}10{str(power).translate(_SUPERSCRIPTS)}"


def _sensible(exact: Decimal) -> int:
    """Decimals that leave three significant digits (none from 100 on)."""
    return max(0, SIGNIFICANT - 1 - exact.adjusted()) if exact else 0
