"""What must never stand in a table: personal numbers, addresses of e-mail, telephone numbers.

References
----------
The personal number and its check digit: Skatteverket, SKV 707 (Luhn, modulus 10). A co-ordination number has 60 added
to the day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

__all__ = ["PersonalKind", "found_in", "masked"]

PersonalKind = Literal["personal_number", "email", "phone"]

_PERSONAL = re.compile(r"(?<!\d)(?:19|20)?(?P<day>\d{6})[-+]?(?P<rest>\d{4})(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,-])(?:(?:\+|00)46[ -]?(?:\(0\)[ -]?)?|0)\d{1,3}(?:[ -]{0,3}\d{2,4}){2,4}(?![\w-]|[.,]\d)"
)
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")


def found_in(text: str, *, phones: bool = True) -> PersonalKind | None:
    """The first kind of personal data in a text.

    Parameters
    ----------
    text
        A cell.
    phones
        Look for telephone numbers too; not in ids, which may be digits only.

    Examples
    --------
    >>> found_in("deltagare 19900101-0017"), found_in("19900101-0018"), found_in("ring 070-123 45 67")
    ('personal_number', None, 'phone')
    """
    if any(_is_personal(found) for found in _PERSONAL.finditer(text)):
        return "personal_number"
    if _EMAIL.search(text):
        return "email"
    return "phone" if phones and any(_is_phone(found[0]) for found in _PHONE.finditer(text)) else None


def masked(text: str) -> str:
    """The text with personal numbers, addresses and telephone numbers made unreadable.

    Examples
    --------
    >>> masked("deltagare 19900101-0017, a.b@umea.se")
    'deltagare ******-****, ***@***'
    """
    text = _PERSONAL.sub(lambda found: "******-****" if _is_personal(found) else found[0], text)
    text = _EMAIL.sub("***@***", text)
    return _PHONE.sub(lambda found: "***-*** ** **" if _is_phone(found[0]) else found[0], text)


def _is_personal(found: re.Match[str]) -> bool:
    return _is_date(found["day"]) and _checksum(found["day"] + found["rest"])


def _is_date(digits: str) -> bool:
    """YYMMDD, or with 60 added to the day; 29 February counts in any year, the century is not known."""
    month, day = int(digits[2:4]), int(digits[4:6])
    try:
        dt.date(2000, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _checksum(digits: str) -> bool:
    """Luhn's sum over ten digits, every other doubled from the first on."""
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)46[ -]?(?:\(0\))?", "0", text))
    fewest = 8 if digits.startswith("08") else 9
    return fewest <= len(digits) <= 10 and not _DATE.fullmatch(text)
