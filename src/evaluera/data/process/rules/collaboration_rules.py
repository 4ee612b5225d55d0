"""Decisions and actions with their dates, and ties between partners."""

from __future__ import annotations

from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]

_CASES = (
    ("decision", "done", "decided_on", "done_on"),
    ("est_action", "done", "decided_on", "done_on"),
    ("walk_finding", "fixed", "reported_on", "fixed_on"),
)
"""Tables of cases: what a finished one is called, the day it begins and the day it ends."""


def finished_cases_have_a_day(seen: Inspection) -> None:
    """What is done has the day on which it was done, not before the day on which it was decided or reported."""
    for name, finished, begins, ends in _CASES:
        frame = seen.frame(name)
        without = frame[(frame["status"] == finished) & seen.blank(name, ends)]
        seen.report("process.done_without_day", without, {"status": "status"}, table=name, column=ends)
        seen.ordered("process.done_before_decided", name, begins, ends)


def raised_before_decided(seen: Inspection) -> None:
    """A question is raised before it is decided."""
    decision = seen.frame("decision")
    rows = decision[decision["raised_on"] > decision["decided_on"]]
    said = {"found": "raised_on", "other": "decided_on"}
    seen.report("process.raised_after_decided", rows, said, table="decision", column="raised_on")


def ties_are_between_two(seen: Inspection) -> None:
    """No organisation has a tie with itself."""
    tie = seen.frame("partner_tie")
    rows = tie[tie["from_org"].notna() & (tie["from_org"] == tie["to_org"])]
    seen.report("process.tie_with_itself", rows, {"found": "to_org"}, table="partner_tie", column="to_org")


RULES: tuple[Rule, ...] = (finished_cases_have_a_day, raised_before_decided, ties_are_between_two)
