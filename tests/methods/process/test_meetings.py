"""Meetings, attendance and decisions, against numbers counted by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.results.process import ProcessResult
from evaluera.text.messages import message

COUNCILS = {"ersboda": 4, "mariehem": 3, "alidhem": 5}


def _meetings(*rows: tuple[str, str, str | None, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["meeting_id", "forum", "area_id", "date", "status"])


def _year_of(
    forum: str, area: str | None, held: int, *, year: int = 2024
) -> list[tuple[str, str, str | None, str, str]]:
    return [(f"{forum}-{area}-{year}-{n}", forum, area, f"{year}-{n + 2:02d}-10", "held") for n in range(held)]


def _worked_example() -> pd.DataFrame:
    rows = _year_of("umebra", None, 4)
    for area, held in COUNCILS.items():
        rows += _year_of("local_council", area, held)
    return _meetings(*rows)


def _estimate(tables: ProcessTables, **options: Any) -> ProcessResult:
    return evaluera.estimate("meetings", tables, **{"year": 2024, **options})


def _numbers(result: ProcessResult, indicator: str, **where: str) -> tuple[float | None, float | None]:
    found = result.of(indicator, **where)
    assert found is not None
    return found.numerator, found.denominator


def test_meetings_of_the_worked_example() -> None:
    """Umebrå 4 of 5; three local councils with 4, 3 and 5 of 4 make 11 of 12, not 12 of 12."""
    result = _estimate(process_tables(meeting=_worked_example()))
    assert _numbers(result, "PM01", split="forum", part="umebra") == (4.0, 5.0)
    assert _numbers(result, "PM01", split="forum", part="local_council") == (11.0, 12.0)
    assert _numbers(result, "PM01", split="area", part="mariehem") == (3.0, 4.0)
    assert _numbers(result, "PM01") == (15.0, 17.0)
    council = result.of("PM01", split="forum", part="local_council")
    assert council is not None
    assert (council.value, council.band, council.bounds) == (pytest.approx(0.9167, abs=5e-5), "high", "none")
    assert [m.value for m in result.all_of("PM01", variant="held", split="forum") if m.part == "umebra"] == [1.0] * 4


def test_cancelled_and_later_meetings_are_not_held() -> None:
    rows = [*_year_of("umebra", None, 3), ("x", "umebra", None, "2024-11-01", "cancelled")]
    rows.append(("y", "umebra", None, "2025-01-02", "held"))
    assert _numbers(_estimate(process_tables(meeting=_meetings(*rows))), "PM01") == (3.0, 5.0)


def test_requirements_that_are_written_down() -> None:
    required = pd.DataFrame(
        [
            ("umebra", None, 2024, 3),
            ("local_council", None, 2024, 2),
            ("local_council", "alidhem", 2024, 6),
            ("steering_group", None, 2024, 1),
            ("umebra", None, 2023, 9),
        ],
        columns=["forum", "area_id", "year", "required_meetings"],
    )
    result = _estimate(process_tables(meeting=_worked_example(), forum_requirement=required))
    assert _numbers(result, "PM01", split="forum", part="umebra") == (3.0, 3.0)
    assert _numbers(result, "PM01", split="area", part="alidhem") == (5.0, 6.0)
    assert _numbers(result, "PM01", split="area", part="ersboda") == (2.0, 2.0)
    assert _numbers(result, "PM01", split="forum", part="steering_group") == (0.0, 1.0)
    assert _numbers(result, "PM01") == (12.0, 14.0)


def test_a_year_without_any_requirement_is_not_judged() -> None:
    none = pd.DataFrame({"forum": ["umebra"], "year": [2023], "required_meetings": [5]})
    found = _estimate(process_tables(meeting=_worked_example(), forum_requirement=none)).of("PM01")
    assert found is not None
    assert (found.value, found.reason) == (None, "nothing_planned")


def test_until_a_day_only_the_meetings_due_are_required() -> None:
    """Until 30 June two of five meetings are due (5 x 182 / 366 = 2.49), and two of four."""
    result = _estimate(process_tables(meeting=_worked_example()), until="2024-06-30")
    assert _numbers(result, "PM01", split="forum", part="umebra") == (2.0, 2.0)
    assert _numbers(result, "PM01", split="area", part="mariehem") == (1.0, 1.0)


def test_several_years_are_capped_year_by_year() -> None:
    rows = [*_year_of("umebra", None, 7, year=2023), *_year_of("umebra", None, 3)]
    result = _estimate(process_tables(meeting=_meetings(*rows)), first_year=2023)
    assert _numbers(result, "PM01") == (8.0, 10.0)


def test_a_new_council_changes_no_earlier_year() -> None:
    """Mariehem met for the first time in 2024, and Umebrå's roster begins then: nothing is required of them in 2023."""
    rows = _meetings(*_year_of("local_council", "ersboda", 4, year=2023), *_year_of("local_council", "mariehem", 4))
    member = {"forum": ["umebra"], "org_id": ["polis"], "role": ["officer"], "from": ["2024-01-01"]}
    tables = process_tables(meeting=rows, forum_member=pd.DataFrame(member))
    parts = [_numbers(_estimate(tables, year=year), "PM01") for year in (2023, 2024)]
    assert parts == [(4.0, 4.0), (4.0, 13.0)]
    assert _numbers(_estimate(tables, first_year=2023), "PM01") == (8.0, 17.0)


def test_no_meetings_and_no_table() -> None:
    empty = _estimate(process_tables(meeting=_meetings())).of("PM01")
    absent = _estimate(process_tables(area=pd.DataFrame())).of("PM01")
    assert empty is not None
    assert absent is not None
    assert (empty.value, empty.reason) == (None, "nothing_planned")
    assert (absent.reason, absent.state) == ("no_data", "meeting")


def _attendance(*rows: tuple[str, str, str | None, bool | None, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["meeting_id", "org_id", "role", "expected", "present", "mandate"])


ORGANISATIONS = pd.DataFrame(
    [
        ("kommun", "municipality", None),
        ("skola", "school", "kommun"),
        ("rektorer", "school", "skola"),
        ("polis", "police", None),
        ("bostad", "housing", None),
    ],
    columns=["org_id", "sector", "part_of"],
)
THREE = _meetings(
    ("m1", "umebra", None, "2024-02-01", "held"),
    ("m2", "umebra", None, "2024-04-01", "held"),
    ("m3", "umebra", None, "2024-09-01", "cancelled"),
    ("m4", "umebra", None, "2025-02-01", "held"),
)


def test_attendance_by_rows() -> None:
    came = _attendance(
        ("m1", "polis", "police_chief", True, "yes", "decides"),
        ("m1", "kommun", "elected", True, "substitute", "decides"),
        ("m1", "bostad", "housing", True, "no", None),
        ("m1", "skola", "principal", False, "yes", "informs"),
        ("m2", "polis", "police_chief", True, "no", "decides"),
        ("m2", "kommun", "elected", True, None, "decides"),
        ("m3", "polis", "police_chief", True, "yes", "decides"),
        ("m4", "polis", "police_chief", True, "yes", "decides"),
    )
    result = _estimate(process_tables(meeting=THREE, attendance=came, organisation=ORGANISATIONS))
    found = result.of("PM02")
    assert found is not None
    assert (found.numerator, found.denominator, found.missing) == (2.0, 4.0, 1)
    assert (found.low, found.high) == (0.4, 0.6)
    assert _numbers(result, "PM02", variant="in_person") == (1.0, 4.0)
    police = result.of("PM02", split="sector", part="police")
    assert police is not None
    assert (police.value, police.reason) == (None, "too_few_5")
    for fewest, words in ((3, "tre"), (5, "fem"), (10, "tio")):
        said = message(f"measure.reason.too_few_{fewest}", "sv")
        assert said == f"visas inte – färre än {words}"
    few = _estimate(
        process_tables(meeting=THREE, attendance=came, organisation=ORGANISATIONS), limits={"fewest_persons": 3}
    ).of("PM02", split="sector", part="police")
    assert few is not None
    assert (few.value, few.reason) == (None, "too_few_3")


def test_a_roster_needs_absences_only() -> None:
    roster = pd.DataFrame(
        [
            ("umebra", None, "polis", "police_chief", "decides", "2023-01-01", None),
            ("umebra", None, "kommun", "elected", "decides", "2023-01-01", None),
            ("umebra", None, "kommun", "manager", "consults", "2023-01-01", None),
            ("umebra", None, "bostad", "housing", "informs", "2023-01-01", "2024-03-01"),
            ("umebra", None, "skola", "principal", "informs", "2024-10-01", None),
            ("local_council", "ersboda", "skola", "principal", "informs", "2023-01-01", None),
        ],
        columns=["forum", "area_id", "org_id", "role", "mandate", "from", "to"],
    )
    absences = _attendance(
        ("m1", "kommun", "elected", True, "substitute", None),
        ("m2", "polis", "police_chief", True, "no", None),
        ("m2", "skola", "principal", True, "yes", None),
    )
    tables = process_tables(meeting=THREE, attendance=absences, organisation=ORGANISATIONS, forum_member=roster)
    result = _estimate(tables)
    assert _numbers(result, "PM02") == (7.0, 8.0)
    assert _numbers(result, "PM02", variant="in_person") == (6.0, 8.0)
    assert _numbers(result, "PM03") == (1.0, 2.0)
    whole = _attendance(("m2", "kommun", None, True, "no", None))
    tables = process_tables(meeting=THREE, attendance=whole, organisation=ORGANISATIONS, forum_member=roster)
    assert _numbers(_estimate(tables), "PM02") == (5.0, 7.0)


def test_with_a_roster_and_no_absence_everyone_came() -> None:
    """Absences alone need rows: an empty sheet then says that all came, not that nothing is known."""
    member = {"forum": "umebra", "role": "director", "from": pd.Timestamp("2023-01-01"), "mandate": "decides"}
    roster = pd.DataFrame([{**member, "org_id": "kommun"}, {**member, "org_id": "polis"}])
    tables = process_tables(meeting=THREE, organisation=ORGANISATIONS, forum_member=roster)
    assert _numbers(_estimate(tables), "PM02") == (4.0, 4.0)
    assert _numbers(_estimate(tables), "PM03") == (2.0, 2.0)
    without = _estimate(process_tables(meeting=THREE, organisation=ORGANISATIONS))
    assert without.of("PM02").reason == without.of("PM03").reason == "no_data"


def test_key_partners_decide() -> None:
    rows = _meetings(*[(f"m{n}", "umebra", None, f"2024-{n:02d}-01", "held") for n in range(1, 8)])
    came = _attendance(
        ("m1", "polis", "police_chief", True, "yes", "decides"),
        ("m1", "rektorer", "principal", True, "substitute", "decides"),
        ("m2", "polis", "municipal_police", True, "yes", "informs"),
        ("m2", "kommun", "elected", True, "yes", "decides"),
        ("m3", "polis", "police_chief", True, "yes", None),
        ("m3", "kommun", "elected", True, "yes", "decides"),
        ("m4", "polis", "police_chief", True, "yes", None),
        ("m4", "kommun", "elected", True, "no", "decides"),
        ("m5", "bostad", "housing", True, "yes", "decides"),
        ("m6", "polis", "police_chief", True, "yes", "decides"),
        ("m6", "kommun", "elected", True, "yes", "decides"),
    )
    found = _estimate(process_tables(meeting=rows, attendance=came, organisation=ORGANISATIONS)).of("PM03")
    assert found is not None
    assert (found.numerator, found.denominator, found.missing) == (2.0, 5.0, 2)
    assert (found.low, found.high) == (pytest.approx(2 / 7), pytest.approx(4 / 7))


def _decisions(*rows: tuple[str, str, str | None, str | None, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["decision_id", "decided_on", "due_on", "done_on", "status"])


DECISIONS = _decisions(
    ("d1", "2023-11-01", "2024-01-31", "2024-01-15", "done"),
    ("d2", "2024-02-01", "2024-06-30", "2024-08-01", "done"),
    ("d3", "2024-02-01", "2024-12-31", None, "open"),
    ("d4", "2024-03-01", "2024-12-01", "2025-01-10", "done"),
    ("d5", "2024-03-01", "2024-12-01", None, "dropped"),
    ("d6", "2024-04-01", None, "2024-04-11", "done"),
    ("d7", "2024-05-01", "2025-01-31", None, "open"),
)


def test_decisions_carried_out() -> None:
    result = _estimate(process_tables(decision=DECISIONS))
    assert _numbers(result, "PM04") == (2.0, 4.0)
    late = {m.part: m.value for m in result.all_of("PM04", variant="overdue", split="decision")}
    assert late == {"d4": 30.0, "d3": 0.0}
    assert _numbers(result, "PM04", variant="without_due_date") == (1.0, 5.0)
    assert [m.part for m in result.all_of("PM04", variant="without_due_date", split="decision")] == ["d6"]
    half = _estimate(process_tables(decision=DECISIONS), until="2024-06-30")
    assert _numbers(half, "PM04") == (1.0, 2.0)


def test_time_to_execution() -> None:
    """Decided in 2024 and not dropped: d2 182 days, d6 10 days; d3, d4 and d7 still open."""
    result = _estimate(process_tables(decision=DECISIONS))
    found = result.of("PM05")
    assert found is not None
    assert (found.value, found.numerator, found.denominator) == (None, 2.0, 5.0)
    assert found.reason == "not_reached"
    assert _numbers(result, "PM05", variant="open") == (3.0, 5.0)
    assert _numbers(result, "PM05", variant="dropped") == (1.0, 6.0)


def test_time_from_raised_to_decided() -> None:
    rows = DECISIONS.assign(
        raised_on=["2023-10-01", "2024-01-02", "2024-01-12", "2024-01-31", None, None, "2023-12-31"]
    )
    found = _estimate(process_tables(decision=rows)).of("PM05", variant="raised")
    assert found is not None
    assert (found.value, found.numerator, found.denominator) == (30.0, 3.0, 3.0)


def test_empty_and_absent_decisions() -> None:
    empty = _estimate(process_tables(decision=_decisions()))
    assert [empty.of(name).reason for name in ("PM04", "PM05")] == ["no_rows", "no_rows"]  # type: ignore[union-attr]
    absent = _estimate(process_tables(meeting=THREE))
    assert [absent.of(name).reason for name in ("PM02", "PM03", "PM04", "PM05")] == ["no_data"] * 4  # type: ignore[union-attr]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_no_council_pays_for_another_and_order_does_not_matter(held: list[int], shuffling: Any) -> None:
    rows = [row for n, number in enumerate(held) for row in _year_of("local_council", f"a{n}", number)]
    rows += [(f"c{n}", "local_council", f"a{n}", "2024-01-05", "cancelled") for n in range(len(held))]
    mixed = list(rows)
    shuffling.shuffle(mixed)
    first, second = (_estimate(process_tables(meeting=_meetings(*each))) for each in (rows, mixed))
    assert first.to_json() == second.to_json()
    assert _numbers(first, "PM01") == (float(sum(min(n, 4) for n in held)), 4.0 * len(held))


@given(st.lists(st.sampled_from(["yes", "substitute", "no", None]), min_size=1, max_size=12), st.data())
@settings(max_examples=8, deadline=None)
def test_missing_attendance_widens_the_bounds(present: list[str | None], data: st.DataObject) -> None:
    """Emptying one more cell moves neither bound inwards."""

    def bounds(cells: list[str | None]) -> tuple[float, float]:
        rows = _attendance(*[("m1", f"o{n}", "officer", True, cell, None) for n, cell in enumerate(cells)])
        found = _estimate(process_tables(meeting=THREE, attendance=rows, organisation=ORGANISATIONS)).of("PM02")
        assert found is not None
        if found.value is None:
            return 0.0, 1.0
        return (found.value, found.value) if found.low is None or found.high is None else (found.low, found.high)

    emptied = list(present)
    emptied[data.draw(st.integers(0, len(present) - 1))] = None
    before, after = bounds(present), bounds(emptied)
    assert after[0] <= before[0] + 1e-12
    assert after[1] >= before[1] - 1e-12
