"""Which cells should be filled: an empty one may mean that something has not happened, or does not apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluera.data.process.table_kind import TableKind

__all__ = ["applying_rows", "may_be_empty"]

_MAY_BE_EMPTY: Mapping[str, str] = {
    "project": "name_en intervention_end",
    "area_start": "component_id end",
    "area": "parent_area deso",
    "organisation": "part_of",
    "document": "valid_to followed_up_on followed_up_where replaces",
    "theory_link": "indicator_id",
    "cause": "priority",
    "goal": "doc_id weight",
    "goal_followup": "ci_low ci_high n reported_to reported_on comment",
    "promise": "doc_id partners published_on",
    "promise_followup": "reported_to_umebra_on fed_back_to_public_on",
    "activity_plan": "promise_id name_en changed_on",
    "recommendation": "text_en done_on",
    "legal_item": "valid_until",
    "forum_member": "chair convenor to",
    "meeting": "minutes_published_on",
    "forum_requirement": "area_id",
    "decision": "done_on",
    "partner_survey": "value",
    "survey_item": "text_en reversed",
    "est_round": "picture_published_on meeting_id",
    "est_action": "done_on effect_checked_on",
    "walk_finding": "fixed_on",
    "budget": "activity_id",
    "context_event": "end area_id",
    "survey_estimate": "comparable_from",
    "survey_micro": "stratum weight",
}
"""Columns in which an empty cell says something: has not happened, goes on, everywhere, not part of anything, not asked
for, do not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """The columns apply in rows where the other column has one of the values; without values, where it is filled."""

    columns: str
    other: str
    values: tuple[str | float, ...] = ()
    unless: tuple[str, ...] = ()

    def rows(self, frame: pd.DataFrame) -> pd.Series[Any]:
        cells = frame[self.other]
        if self.unless:
            return ~cells.isin(self.unless)
        return cells.isin(self.values) if self.values else cells.notna()


_WHEN: Mapping[str, tuple[_When, ...]] = {
    "goal": (
        _When(
            columns="direction indicator_id baseline_value baseline_period target_value target_date",
            other="level",
            unless=("vision",),
        ),
    ),
    "goal_followup": (_When(columns="value value_status", other="assessment", unless=("not_assessable",)),),
    "promise": (
        _When(columns="unit", other="promised_quantity"),
        _When(columns="dialogue_n", other="basis", values=("citizen_dialogue", "staff_dialogue", "mixed")),
    ),
    "promise_followup": (_When(columns="channel", other="fed_back_to_public_on"),),
    "activity_plan": (_When(columns="change_reason", other="changed_on"),),
    "activity_log": (
        _When(
            columns="minutes staff_n staff_hours n_participants n_unique_new n_women n_men n_youth core_delivered "
            "quality responsiveness adaptation cost_sek",
            other="status",
            values=("held", "partly"),
        ),
        _When(columns="quality_by", other="quality"),
        _When(
            columns="adaptation_kind adaptation_planned consistent_with_theory",
            other="adaptation",
            values=("minor", "major"),
        ),
        _When(columns="cancel_reason", other="status", values=("cancelled",)),
        _When(columns="moved_to", other="status", values=("moved",)),
    ),
    "legal_item": (_When(columns="doc_id", other="status", values=("met",)),),
    "rival": (_When(columns="by_what", other="status", unless=("open",)),),
    "forum_member": (_When(columns="area_id", other="forum", values=("local_council",)),),
    "meeting": (
        _When(columns="area_id", other="forum", values=("local_council",)),
        _When(columns="digital agenda_items", other="status", values=("held",)),
    ),
    "attendance": (_When(columns="mandate", other="present", values=("yes", "substitute")),),
    "est_action": (_When(columns="problem_returned", other="effect_checked_on"),),
}


def may_be_empty(kind: TableKind) -> frozenset[str]:
    """The columns of a table in which an empty cell is not a missing one: also those with a default or made ids."""
    listed = _MAY_BE_EMPTY.get(kind.name, "").split()
    return frozenset(listed) | {each.name for each in kind.columns if each.default or each.generated}


def applying_rows(kind: TableKind, column: str, frame: pd.DataFrame) -> pd.Series[Any]:
    """For each row, whether the column applies: the content of a session only where it was held or partly held."""
    for when in _WHEN.get(kind.name, ()):
        if column in when.columns.split():
            return when.rows(frame)
    return pd.Series(True, index=frame.index)
