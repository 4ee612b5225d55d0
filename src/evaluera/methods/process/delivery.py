"""Sessions held, minutes delivered and sessions cancelled, against what the plan has due."""

from __future__ import annotations

from evaluera.methods.process.against_plan import against_plan
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import carried_out, counts, logged, sum_by, total
from evaluera.methods.process.measuring import ratio
from evaluera.methods.process.planned_activities import due_activities
from evaluera.results.measure import Measure

__all__ = ["cancelled_sessions", "delivered_minutes", "delivery_rate"]


def delivery_rate(asked: Asked) -> tuple[Measure, ...]:
    """PF01: held of due sessions; a partly held one counts nothing, in the variant ``partly_half`` a half."""
    rows, due = logged(asked), due_activities(asked)["due"]
    held, partly = counts(rows, "held"), counts(rows, "partly")
    halves = held.add(partly * asked.limits.partly_counts, fill_value=0.0)
    return (
        *against_plan("PF01", done=held, planned=due),
        *against_plan("PF01", done=halves, planned=due, variant="partly_half"),
    )


def delivered_minutes(asked: Asked) -> tuple[Measure, ...]:
    """PF02: minutes of held and partly held sessions of those due; an empty cell adds nothing and is counted."""
    rows, plan = carried_out(logged(asked)), due_activities(asked)
    planned = plan["due"] * plan["planned_minutes"]
    return against_plan(
        "PF02",
        done=sum_by(rows["minutes"], rows["activity_id"]),
        planned=planned,
        missing=sum_by(rows["minutes"].isna(), rows["activity_id"]),
        sessions=plan["due"].where(planned.notna()),
    )


def cancelled_sessions(asked: Asked) -> tuple[Measure, ...]:
    """PF05: cancelled of due sessions: all, each activity, and each reason (``missing_value`` where none was given)."""
    rows, due = logged(asked), due_activities(asked)["due"]
    planned = due.dropna()
    cancelled = rows[(rows["status"] == "cancelled") & rows["activity_id"].isin(planned.index)]
    reasons = cancelled["cancel_reason"].fillna("missing_value")
    return (
        *against_plan("PF05", done=counts(rows, "cancelled"), planned=due),
        *(
            ratio(
                "PF05",
                done=total(cancelled["sessions_n"][reasons == reason]),
                planned=float(planned.sum()),
                split="reason",
                part=str(reason),
            )
            for reason in sorted(set(reasons))
        ),
    )
