"""Were the promises to citizens kept, and were they told?"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from evaluera.methods.process.counting import state_of
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.goals_in_force import latest_by
from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.measuring import not_computed, ratio, share
from evaluera.methods.process.theme import ThemeMethod
from evaluera.results.measure import Measure

__all__ = ["INDICATORS", "Promises"]

_NOT_FOLLOWED_UP = "not_followed_up"


def _kept(asked: Asked) -> tuple[Measure, ...]:
    """PL01: promises kept of those that ended in the period, also those not followed up; then partly kept."""
    ended = asked.frame("promise")
    ended = ended[ended["valid_to"].between(*_ends(asked))].sort_values("promise_id")
    latest = _latest(asked)["status"].to_dict()
    status = ended["promise_id"].map(lambda name: latest.get(name, _NOT_FOLLOWED_UP)).astype("object")
    return (
        _with_status(status, "kept"),
        _with_status(status, "partly", variant="partly"),
        *(
            _state("PL01", str(name), variant="status", state=str(each))
            for name, each in zip(ended["promise_id"], status, strict=True)
        ),
    )


def _with_status(status: pd.Series[Any], wanted: str, **where: Any) -> Measure:
    """Of all promises; high counts those not followed up as if they had the status."""
    total, silent = len(status), int((status == _NOT_FOLLOWED_UP).sum())
    if not total:
        return not_computed("PL01", unit="share", reason="no_rows", **where)
    yes = float((status == wanted).sum())
    return Measure(
        indicator="PL01",
        value=yes / total,
        unit="share",
        numerator=yes,
        denominator=float(total),
        low=yes / total if silent else None,
        high=(yes + silent) / total if silent else None,
        bounds="missing" if silent else "none",
        n=total,
        missing=silent,
        **where,
    )


def _volume(asked: Asked) -> tuple[Measure, ...]:
    """PL02: the quantity delivered until the evaluation date of that promised, promise by promise."""
    chosen = _in_force(asked)
    if chosen.empty:
        return (not_computed("PL02", unit="share", reason="no_rows"),)
    rows = asked.frame("promise_followup")
    ends = row_dates(asked.tables, "promise_followup")
    told = rows.assign(_ends=ends)[ends <= pd.Timestamp(asked.span.last)]
    return tuple(
        _delivered(promise, told[told["promise_id"] == promise["promise_id"]]) for promise in chosen.to_dict("records")
    )


def _delivered(promise: Any, told: pd.DataFrame) -> Measure:
    """Periods are added; a percentage is the state at the end of the latest period that has one.

    Of several that end the same day the longest is the latest: the year comes after its last quarter.
    """
    where: dict[str, Any] = {
        "split": "promise",
        "part": str(promise["promise_id"]),
        "state": str(promise["unit"] or ""),
    }
    promised = float(promise["promised_quantity"])
    if math.isnan(promised) or promised <= 0.0:
        return not_computed("PL02", unit="share", reason="nothing_planned", **where)
    order = told.assign(_length=told["period"].str.len()).sort_values(["_ends", "_length"], ascending=[True, False])
    known = order["delivered_quantity"].dropna()
    if known.empty:
        reason = _NOT_FOLLOWED_UP if told.empty else "all_missing"
        return not_computed("PL02", unit="share", reason=reason, missing=len(told), **where)
    done = float(known.iloc[-1] if promise["unit"] == "percent" else known.sum())
    return ratio("PL02", done=done, planned=promised, missing=len(told) - len(known), n=len(known), **where)


def _reported(asked: Asked) -> tuple[Measure, ...]:
    """PL03: promises whose latest follow-up was reported to Umebrå in time."""
    due, limit = _to_report(asked)
    reported = _latest(asked)["reported_to_umebra_on"].reindex(due["promise_id"]).set_axis(due.index)
    return _answered("PL03", due, reported <= limit, variant="reported")


def _told(asked: Asked) -> tuple[Measure, ...]:
    """PL04: promises of PL03 whose outcome was told to the public; then how many took part in each dialogue."""
    due, _ = _to_report(asked)
    rows = asked.frame("promise_followup")
    told = rows.loc[rows["fed_back_to_public_on"] <= pd.Timestamp(asked.span.last), "promise_id"]
    return (
        *_answered("PL04", due, due["promise_id"].isin(told), variant="fed_back"),
        *(_dialogue(promise) for promise in _in_force(asked).to_dict("records")),
    )


def _dialogue(promise: Any) -> Measure:
    """How many residents took part in the dialogue behind the promise."""
    where: dict[str, Any] = {"variant": "dialogue", "split": "promise", "part": str(promise["promise_id"])}
    number = float(promise["dialogue_n"])
    if math.isnan(number):
        return not_computed("PL04", unit="count", reason="all_missing", missing=1, **where)
    return Measure(indicator="PL04", value=number, unit="count", persons=True, **where)


def _answered(indicator: str, due: pd.DataFrame, yes: pd.Series[Any], *, variant: str) -> tuple[Measure, ...]:
    answers = sorted(zip(due["promise_id"], yes, strict=True))
    return (
        share(indicator, yes=float(yes.sum()), known=len(due)),
        *(_state(indicator, str(name), variant=variant, state="yes" if each else "no") for name, each in answers),
    )


def _to_report(asked: Asked) -> tuple[pd.DataFrame, pd.Series[Any]]:
    """The promises whose time to report back ends in the period, and when it does: nothing is judged before."""
    promises = asked.frame("promise")
    limit = promises["valid_to"] + pd.DateOffset(months=asked.limits.report_months)
    due = limit.between(*_ends(asked))
    return promises[due], limit[due]


def _in_force(asked: Asked) -> pd.DataFrame:
    """Promises valid on some day of the period."""
    first, last = _ends(asked)
    promises = asked.frame("promise")
    touched = (promises["valid_from"] <= last) & (promises["valid_to"] >= first)
    return promises[touched].sort_values("promise_id")


def _latest(asked: Asked) -> pd.DataFrame:
    """The latest follow-up of each promise until the evaluation date."""
    return latest_by(asked.tables, "promise_followup", "promise_id", first=None, span=asked.span)


def _ends(asked: Asked) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(asked.span.first), pd.Timestamp(asked.span.last)


def _state(indicator: str, promise: str, *, variant: str, state: str) -> Measure:
    return state_of(indicator, state, variant=variant, split="promise", part=promise)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PL01",
        theme="promises",
        unit="share",
        dimension="follow_up",
        tables=("promise", "promise_followup"),
        uncertainty="full_count",
        banded=True,
        compute=_kept,
    ),
    Indicator(
        id="PL02",
        theme="promises",
        unit="share",
        dimension="dose",
        tables=("promise", "promise_followup"),
        uncertainty="full_count",
        compute=_volume,
    ),
    Indicator(
        id="PL03",
        theme="promises",
        unit="share",
        dimension="follow_up",
        tables=("promise", "promise_followup"),
        uncertainty="full_count",
        banded=True,
        compute=_reported,
    ),
    Indicator(
        id="PL04",
        theme="promises",
        unit="share",
        dimension="participation",
        tables=("promise", "promise_followup"),
        uncertainty="full_count",
        banded=True,
        compute=_told,
    ),
)


class Promises(ThemeMethod):
    """Were the promises to citizens kept, and were they told?

    Promises kept of those that ended (PL01), the quantity delivered of that promised (PL02), promises reported back to
    Umebrå in time (PL03) and told to the public (PL04).

    Assumptions
    -----------
    The quantity of a follow-up is that of its own period, not cumulated; a percentage is the state at its end. Of
    several follow-ups the latest counts, whatever year the promise was given. A promise is not judged before its time
    to report back (three months) is out.

    When not to use
    ---------------
    A kept promise says that what was promised was done, not that it had an effect. Quantities of different units are
    never added.

    References
    ----------
    Brå, Polismyndigheten and SKL (2016), Samverkan i lokalt brottsförebyggande arbete, on promises and their follow-up.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> promise = {"promise_id": "p1", "promised_quantity": 400, "unit": "hours"}
    >>> promise |= {"valid_from": "2024-01-01", "valid_to": "2024-12-31"}
    >>> told = [{"promise_id": "p1", "period": f"2024-H{half}", "delivered_quantity": 150} for half in (1, 2)]
    >>> tables = process_tables(promise=pd.DataFrame([promise]), promise_followup=pd.DataFrame(told))
    >>> evaluera.estimate("promises", tables, year=2024).of("PL02", split="promise", part="p1").value
    0.75
    """

    name = "promises"
