"""All rules, in the order in which their findings are told: within tables first, then across."""

from __future__ import annotations

from evaluera.data.process.rules import (
    collaboration_rules,
    frame_coverage,
    frame_rules,
    goal_rules,
    log_coverage,
    log_rules,
    person_names,
    promise_rules,
    theory_rules,
)
from evaluera.data.process.rules.inspection import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *frame_rules.RULES,
    *goal_rules.RULES,
    *promise_rules.RULES,
    *log_rules.RULES,
    *collaboration_rules.RULES,
    *theory_rules.RULES,
    *log_coverage.RULES,
    *frame_coverage.RULES,
    *person_names.RULES,
)
