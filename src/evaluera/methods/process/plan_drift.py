"""How far has the plan moved from the first one?"""

from __future__ import annotations

from evaluera.methods.process.against_plan import against_plan
from evaluera.methods.process.current_plan import current_plan, first_plan
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.logged_sessions import counts, logged
from evaluera.methods.process.measuring import share
from evaluera.methods.process.planned_activities import due_activities, planned_in
from evaluera.results.measure import Measure

__all__ = ["plan_drift"]


def plan_drift(asked: Asked) -> tuple[Measure, ...]:
    """PF08: activities with a later version than the first; the delivery rate against the first and the current plan.

    An activity that was added later than the evaluation date is in neither plan.
    """
    plan, touched = asked.frame("activity_plan"), planned_in(asked)
    current, first = current_plan(plan, asked.span), first_plan(plan)
    first = first[first["activity_id"].isin(current["activity_id"])]
    held = counts(logged(asked), "held")
    changed = int((touched["plan_version"] > 1).sum())
    against = (("first_plan", first), ("current_plan", current))
    return (
        share("PF08", yes=changed, known=len(touched)),
        *(
            measure
            for variant, version in against
            for measure in against_plan(
                "PF08", done=held, planned=due_activities(asked, version)["due"], variant=variant
            )
        ),
    )
