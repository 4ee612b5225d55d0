"""The own survey among residents: how many agree, with intervals that follow from how the sample was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.measuring import not_computed
from evaluera.methods.process.scored_answers import scored
from evaluera.numerics.arrays import Bools, Floats
from evaluera.numerics.survey_design import SurveyDesign, survey_share
from evaluera.results.measure import Measure

__all__ = ["local_agreement"]

_VARIANT = "local_survey"
_LOWEST, _HIGHEST = 1.0, 5.0


def local_agreement(asked: Asked) -> tuple[Measure, ...]:
    """The share that agrees (from ``limits.agree_from``): each item in all, by area, and each scale in all.

    The latest wave of the period. A person without a weight is left out; without any weights all count the same.
    Persons are drawn within their stratum, so an area is a domain of the whole sample, and the answers of a person to
    the items of a scale are one draw. The interval is the logit one: it stays between 0 and 1 and is as lopsided as
    shares near an end are. Reversed items are recoded. Items with answers outside 1-5 have no share that agrees
    (``not_one_to_five``). Shares of fewer than ``limits.fewest_persons`` persons are not computed.
    """
    if not asked.tables.has("survey_micro"):
        return ()
    return tuple(_shares(_answers(asked), asked))


def _answers(asked: Asked) -> pd.DataFrame:
    rows = asked.within("survey_micro")
    weight = rows["weight"] if rows["weight"].notna().any() else rows["weight"].fillna(1.0)
    kept = scored(rows.assign(weight=weight), asked)
    return kept[kept["weight"] > 0].sort_values(["respondent_id", "item_id"], kind="stable")


def _shares(answers: pd.DataFrame, asked: Asked) -> Iterator[Measure]:
    fits: dict[str, bool] = {}
    for item, rows in answers.groupby("item_id", sort=True):
        given = rows["value"].dropna()
        fits[str(item)] = bool((given.between(_LOWEST, _HIGHEST) & (given % 1 == 0)).all())
    for item, good in fits.items():
        if good:
            yield from _of_item(answers, item, asked)
        else:
            where = {"split": "item", "part": item}
            yield not_computed("PS06", unit="share", reason="not_one_to_five", variant=_VARIANT, **where)
    usable = answers[answers["item_id"].map(fits).astype(bool)]
    for scale, rows in usable.groupby("scale_id", sort=True):
        within = np.ones(len(rows), dtype=bool)
        yield _share(rows, within, asked, split="scale", part=str(scale))


def _of_item(answers: pd.DataFrame, item: str, asked: Asked) -> Iterator[Measure]:
    """All persons of the sample, those who did not answer the item as missing; then each area."""
    persons = answers.drop_duplicates("respondent_id").set_index("respondent_id")
    own = answers[answers["item_id"] == item].drop_duplicates("respondent_id").set_index("respondent_id")["value"]
    sample = persons.assign(value=own.reindex(persons.index)).reset_index()
    yield _share(sample, np.ones(len(sample), dtype=bool), asked, split="item", part=item)
    for area in sorted(set(sample["area_id"])):
        within = (sample["area_id"] == area).to_numpy(dtype=bool)
        yield _share(sample, within, asked, split="item_area", part=f"{item} / {area}")


def _share(sample: pd.DataFrame, within: Bools, asked: Asked, **where: Any) -> Measure:
    value = sample["value"].to_numpy(dtype=float)
    answered = within & np.isfinite(value)
    missing = int(within.sum() - answered.sum())
    if sample["respondent_id"][answered].nunique() < asked.limits.fewest_persons:
        return not_computed("PS06", unit="share", reason="too_few_persons", variant=_VARIANT, missing=missing, **where)
    yes: Floats = np.where(np.isfinite(value), value >= asked.limits.agree_from, np.nan)
    found = survey_share(yes=yes, design=_design(sample), within=within)
    assert found is not None
    return Measure(
        indicator="PS06",
        value=found.estimate,
        unit="share",
        variant=_VARIANT,
        low=found.low,
        high=found.high,
        bounds="none" if found.low is None else "confidence",
        n=found.n,
        missing=missing,
        **where,
    )


def _design(sample: pd.DataFrame) -> SurveyDesign:
    codes = {
        name: pd.factorize(sample[column].fillna(""), sort=True)[0].astype(np.int64)
        for name, column in (("stratum", "stratum"), ("cluster", "respondent_id"))
    }
    return SurveyDesign.of(weight=sample["weight"].to_numpy(dtype=float), **codes)
