"""What the partners answer: who answered at all, how many agree, and whether a scale measures one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from evaluera.methods.process.dated_rows import row_dates, rows_within
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.local_survey import local_agreement
from evaluera.methods.process.measuring import not_computed, share
from evaluera.methods.process.scored_answers import scored
from evaluera.numerics.arrays import Floats
from evaluera.numerics.scale_reliability import Reliability, cronbach_alpha, omega_total
from evaluera.results.measure import Measure

__all__ = ["agreement", "reliability", "response_rate"]

_SEED = 1
"""The resamples are the same in every run."""

_FEWEST_FOR_FACTOR = 3


def response_rate(asked: Asked) -> tuple[Measure, ...]:
    """PS01: persons with at least one answer of those invited, in all and by sector.

    The latest wave of the period that was sent out or answered. "Vet ej" alone is no answer. Answers from organisations
    without a number of invited persons are left out, and their persons counted as missing.
    """
    invited, answers = _of_latest_wave(asked)
    invited = invited.dropna(subset=["invited_n"])
    persons = answers.dropna(subset=["value"]).drop_duplicates("respondent_id")
    based = persons["org_id"].isin(invited["org_id"])
    sector = _sectors(asked)
    total = _response(persons[based], invited, missing=int((~based).sum()))
    return (
        total,
        *(
            _response(persons[based & (persons["org_id"].map(sector) == name)], rows, split="sector", part=str(name))
            for name, rows in invited.groupby(invited["org_id"].map(sector), sort=True)
        ),
    )


def agreement(asked: Asked) -> tuple[Measure, ...]:
    """PS06: answers that agree (from ``limits.agree_from``) of all answers: all, by item, by scale, by sector.

    Reversed items are recoded first. "Vet ej" is missing, with its bounds, and the variant ``dont_know`` is its share
    of all answers. A sector is shown only if at least ``limits.fewest_persons`` persons of it answered. The variant
    ``local_survey`` holds the shares of the own survey among residents, with design-based intervals.
    """
    return (*_partners(asked), *local_agreement(asked))


def reliability(asked: Asked) -> tuple[Measure, ...]:
    """PS07: Cronbach's alpha of each scale, and omega total (variant ``omega``), over its complete answers.

    Only with at least ``limits.fewest_for_reliability`` complete answers; omega takes three items or more. The
    intervals are those of percentiles over 1 000 resamples of persons, always the same ones.
    """
    answers = _answers(asked)
    scales = sorted(set(answers["scale_id"].dropna()))
    if not scales:
        return (not_computed("PS07", unit="index", reason="no_rows"),)
    return tuple(each for scale in scales for each in _of_scale(answers[answers["scale_id"] == scale], scale, asked))


def _of_latest_wave(asked: Asked) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Invitations and answers of the latest wave that either has."""
    names = ("survey_invitation", "partner_survey")
    rows = {name: rows_within(asked.tables, name, asked.span) for name in names}
    days = {name: row_dates(asked.tables, name)[rows[name].index] for name in names}
    latest = pd.concat(list(days.values())).max()
    invited, answers = (rows[name][days[name] == latest] for name in names)
    return invited, answers


def _sectors(asked: Asked) -> pd.Series[Any]:
    """The sector of each organisation."""
    organisation = asked.frame("organisation").drop_duplicates("org_id")
    return pd.Series(organisation["sector"].to_numpy(), index=organisation["org_id"].to_numpy(), dtype=object)


def _response(persons: pd.DataFrame, invited: pd.DataFrame, *, missing: int = 0, **where: Any) -> Measure:
    base = float(invited["invited_n"].sum())
    if base <= 0:
        return not_computed("PS01", unit="share", reason="nobody_invited", missing=missing, persons=True, **where)
    found = share("PS01", yes=float(len(persons)), known=base, persons=True, **where)
    return replace(found, missing=missing)


def _answers(asked: Asked) -> pd.DataFrame:
    """The answers of the wave, reversed items recoded, with the scale of each and the sector it comes from."""
    rows = scored(asked.within("partner_survey"), asked)
    return rows.assign(sector=rows["org_id"].map(_sectors(asked)))


def _partners(asked: Asked) -> Iterator[Measure]:
    """The shares of the partner survey, if there is one."""
    if not asked.tables.has("partner_survey"):
        return
    answers = _answers(asked)
    yield from _agree(answers, asked)
    for split, column in (("item", "item_id"), ("scale", "scale_id"), ("sector", "sector")):
        for part, rows in answers.groupby(column, sort=True):
            where = {"split": split, "part": str(part)}
            persons = rows["respondent_id"][rows["value"].notna()].nunique()
            if split == "sector" and persons < asked.limits.fewest_persons:
                yield not_computed("PS06", unit="share", reason="too_few_persons", persons=True, **where)
            else:
                yield from _agree(rows, asked, **where)


def _agree(answers: pd.DataFrame, asked: Asked, **where: Any) -> tuple[Measure, Measure]:
    value = answers["value"]
    unknown = int(value.isna().sum())
    agree = int((value >= asked.limits.agree_from).sum())
    return (
        share("PS06", yes=agree, known=len(value) - unknown, missing=unknown, persons=True, **where),
        share("PS06", yes=unknown, known=len(value), variant="dont_know", persons=True, **where),
    )


def _of_scale(answers: pd.DataFrame, scale: str, asked: Asked) -> tuple[Measure, Measure]:
    table = answers.pivot_table(index="respondent_id", columns="item_id", values="value", dropna=False)
    complete = table.dropna().sort_index()
    where = {"split": "scale", "part": scale}
    n, items = len(complete), table.shape[1]
    if n < asked.limits.fewest_for_reliability:
        few = not_computed("PS07", unit="index", reason="too_few_answers", **where)
        return replace(few, n=n), replace(few, n=n, variant="omega")
    values: Floats = complete.to_numpy(dtype=float)
    alpha = cronbach_alpha(answers=values, rng=np.random.default_rng(_SEED))
    omega = omega_total(answers=values, rng=np.random.default_rng(_SEED))
    return (
        _reliable(alpha, reason="one_item" if items < 2 else "no_variation", n=n, **where),
        _reliable(omega, reason=_no_omega(values), n=n, variant="omega", **where),
    )


def _no_omega(values: Floats) -> str:
    """Why there would be no omega for these answers."""
    if values.shape[1] < _FEWEST_FOR_FACTOR:
        return "two_items"
    return "no_factor" if (values.var(axis=0) > 0.0).all() else "no_variation"


def _reliable(found: Reliability | None, *, reason: str, n: int, **where: Any) -> Measure:
    if found is None:
        return not_computed("PS07", unit="index", reason=reason, n=n, **where)
    return Measure(
        indicator="PS07",
        value=found.value,
        unit="index",
        low=found.low,
        high=found.high,
        bounds="confidence",
        n=n,
        **where,
    )
