"""Personal numbers, addresses and telephone numbers are found, and nothing else is taken for them."""

from __future__ import annotations

import pytest

from evaluera.data.process.personal_data import found_in, masked


@pytest.mark.parametrize(
    "text",
    [
        "811218-9876",
        "19811218-9876",
        "8112189876",
        "198112189876",
        "811218+9876",
        "nr 811278-9873 kom",
        "(811218-9876)",
    ],
)
def test_personal_and_coordination_numbers_are_found_by_their_check_digit(text: str) -> None:
    assert found_in(text) == "personal_number"
    assert "9876" not in masked(text)
    assert "******-****" in masked(text)


@pytest.mark.parametrize(
    "text", ["811218-9875", "811318-9876", "811200-9874", "1811218-98761", "2024-03-01", "500000", "240301-1200", ""]
)
def test_other_numbers_are_not(text: str) -> None:
    assert found_in(text) is None
    assert masked(text) == text


@pytest.mark.parametrize("text", ["a.b@umea.se", "skriv till anna_b@example.co.uk i dag"])
def test_addresses_are_found(text: str) -> None:
    assert found_in(text) == "email"
    assert "@umea" not in masked(text)


@pytest.mark.parametrize(
    "text", ["070-123 45 67", "0701234567", "+46 70 123 45 67", "090-16 10 00", "08-123 456", "0046 (0)70-1234567"]
)
def test_telephone_numbers_are_found_in_text(text: str) -> None:
    assert found_in(text) == "phone"
    assert found_in(text, phones=False) is None
    assert masked(f"ring {text}") == "ring ***-*** ** **"


@pytest.mark.parametrize(
    "text", ["01-02-2024", "2024-01-02", "0,123456789", "A-070123", "16 000 invånare", "0–15 år", "10 000 000"]
)
def test_other_digits_are_no_telephone_numbers(text: str) -> None:
    assert found_in(text) is None
