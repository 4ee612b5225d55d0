"""Small numbers of persons: hidden, and not to be reckoned from what is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluera.methods.process.limits import Limits
from evaluera.methods.process.measuring import not_computed, share
from evaluera.methods.process.protection import PROTECTED, WITHHELD, protected, protected_by
from evaluera.results.measure import Measure


def reached(new: float, of: float = 100.0, **where: object) -> Measure:
    return share("PR01", yes=new, known=of, persons=True, **where)


def parts(*counts: float) -> list[Measure]:
    """A total and its parts."""
    listed = [reached(each, split="activity", part=f"a{number}") for number, each in enumerate(counts)]
    return [reached(sum(counts), 100.0 * len(counts)), *listed]


def shown(measures: list[Measure], **options: int) -> list[float | None]:
    return [each.numerator for each in protected(measures, **options)]


@pytest.mark.parametrize(("new", "seen"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_one_to_four_persons_are_hidden_and_zero_is_not(new: float, seen: float | None) -> None:
    assert shown([reached(new)]) == [seen]


def test_nothing_of_a_hidden_number_is_left() -> None:
    few = share("PR01", yes=3, known=100, missing=2, persons=True, split="activity", part="a")
    (hidden,) = protected([replace(few, band="low", state="upper_bound")])
    assert (hidden.indicator, hidden.split, hidden.part, hidden.reason) == ("PR01", "activity", "a", PROTECTED)
    assert (hidden.value, hidden.numerator, hidden.denominator, hidden.n, hidden.missing) == (None, None, None, None, 0)
    assert (hidden.low, hidden.high, hidden.bounds, hidden.band, hidden.state) == (None, None, "none", "", "")


def test_the_threshold_is_a_parameter() -> None:
    assert shown([reached(3)], fewest=3) == [3]
    assert shown([reached(9)], fewest=10) == [None]


def test_a_base_below_five_is_hidden_also_of_a_ratio() -> None:
    assert shown([share("PS01", yes=4, known=4, persons=True)]) == [None]
    small = Measure(indicator="X01", value=1.2, unit="ratio", numerator=0, denominator=4, persons=True)
    assert shown([small]) == [None]


def test_events_are_never_hidden() -> None:
    held = share("PF01", yes=3, known=4)
    assert protected([held]) == (held,)


def test_one_hidden_part_would_follow_from_the_total() -> None:
    assert shown(parts(3, 20, 9)) == [32, None, 20, None]


def test_two_hidden_parts_do_not() -> None:
    assert shown(parts(3, 2, 20)) == [25, None, None, 20]


@pytest.mark.parametrize(("first", "second"), [(1, 1), (4, 4)])
def test_two_hidden_parts_that_can_only_be_so_do(first: float, second: float) -> None:
    assert shown(parts(first, second, 20, 30)) == [50 + first + second, None, None, None, 30]


def test_the_total_is_hidden_where_no_other_part_is_left() -> None:
    assert shown(parts(4, 4)) == [None, None, None]


def test_a_hidden_total_needs_no_more() -> None:
    assert shown(parts(3, 0, 0)) == [None, None, 0, 0]


def test_a_part_that_the_method_withheld_hides_another_in_every_variant() -> None:
    def sector(part: str, yes: float, **where: str) -> Measure:
        return share("PS06", yes=yes, known=20, persons=True, split="sector", part=part, **where)

    withheld = not_computed("PS06", unit="share", reason=WITHHELD, persons=True, split="sector", part="police")
    unknown = {"variant": "dont_know"}
    listed = [
        share("PS06", yes=30, known=44, persons=True),
        share("PS06", yes=16, known=60, persons=True, **unknown),
        withheld,
        sector("housing", 18),
        sector("housing", 7, **unknown),
        sector("school", 9),
        sector("school", 6, **unknown),
    ]
    assert shown(listed) == [30, 16, None, 18, 7, None, None]


def test_men_do_not_follow_from_women() -> None:
    women = Measure(indicator="PR02", value=1.7, unit="ratio", numerator=17, denominator=20, persons=True)
    assert shown([women, replace(women, numerator=12)]) == [None, 12]


def test_new_persons_do_not_follow_from_repeated_contacts() -> None:
    assert shown([share("PR03", yes=17, known=20, persons=True)]) == [None]
    assert shown([share("PR03", yes=12, known=20, persons=True)]) == [12]


def test_persons_whom_a_cost_is_divided_by() -> None:
    cost = Measure(indicator="PB03", value=1e5, unit="sek", numerator=3e5, denominator=3, persons=True)
    (hidden,) = protected([cost])
    assert (hidden.value, hidden.denominator, hidden.reason) == (None, None, PROTECTED)
    assert shown([replace(cost, denominator=30)]) == [3e5]
    assert shown([replace(cost, numerator=3.0, denominator=30)]) == [3.0]


def test_answers_that_do_not_know_do_not_follow_from_those_that_are_missing() -> None:
    agree = share("PS06", yes=10, known=12, missing=3, persons=True)
    unknown = share("PS06", yes=3, known=15, persons=True, variant="dont_know")
    first, second = protected([agree, unknown])
    assert (first.numerator, first.denominator, first.missing, first.bounds) == (10, 12, 0, "none")
    assert (second.numerator, second.denominator) == (None, None)


def test_missing_sessions_keep_their_bounds() -> None:
    some = share("PR01", yes=40, known=100, missing=3, weight=30, persons=True)
    assert protected([some]) == (some,)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=5), st.sampled_from([3, 5, 10]))
def test_no_hidden_number_follows_from_the_total(counts: list[int], fewest: int) -> None:
    total, *inside = protected(parts(*counts), fewest=fewest)
    unseen = [number for number, each in enumerate(inside) if each.numerator is None]
    small = [number for number, each in enumerate(counts) if 0 < each < fewest]
    assert set(small) <= set(unseen)
    if total.numerator is None or not small:
        return
    left = int(total.numerator - sum(each.numerator for each in inside if each.numerator is not None))
    for number in small:
        others = len(unseen) - 1
        possible = [x for x in range(1, fewest) if (left - x >= others if others else left == x)]
        most = [x for x in possible if set(unseen) != set(small) or left - x <= others * (fewest - 1)]
        assert len(most) > 1, number


def test_rounding_to_the_nearest_five_when_asked_for() -> None:
    share = Measure(
        indicator="PR01",
        value=37 / 62,
        unit="share",
        numerator=37,
        denominator=62,
        low=0.5,
        high=0.7,
        bounds="missing",
        n=7,
        persons=True,
    )
    number = Measure(indicator="PL04", value=12.5, unit="count", persons=True)
    events = Measure(indicator="PM01", value=0.8, unit="share", numerator=4, denominator=5)
    one, two, three = protected([share, number, events], nearest=5)
    assert (one.numerator, one.denominator, one.value) == (35.0, 60.0, 35.0 / 60.0)
    assert (one.low, one.high, one.bounds, one.n) == (None, None, "none", None)
    assert (two.value, three) == (15.0, events)
    assert protected([share], nearest=1) == (share,)
    few = replace(share, numerator=3, value=3 / 62)
    assert protected([few], nearest=5)[0].reason == "protected"
    none = replace(share, numerator=0.0, value=0.0)
    assert protected([none], nearest=5)[0].value == 0.0
    tiny = replace(share, numerator=0.0, denominator=2.0, value=0.0)
    assert protected([tiny], fewest=3, nearest=5)[0].reason == "protected"


def test_the_limits_of_an_evaluation_decide_both() -> None:
    share = Measure(indicator="PR01", value=0.4, unit="share", numerator=4, denominator=10, persons=True)
    assert protected_by(Limits(), [share])[0].reason == "protected"
    assert protected_by(Limits(fewest_persons=3), [share])[0] == share
    assert protected_by(Limits(fewest_persons=3, nearest_persons=5), [share])[0].value == 0.5
