"""The secondary analyses of an evaluation with p-values that count all of them."""

from __future__ import annotations

from collections.abc import Mapping

from evaluera.methods.adjusting import adjusted
from evaluera.results.effect import EffectResult
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.names import named
from evaluera.text.numbers import p_value

__all__ = ["adjusted_table"]

_NUMBERS = ("p_value", "holm", "benjamini_hochberg")


def adjusted_table(
    results: Mapping[str, EffectResult], language: str, *, primary: str, labels: Mapping[str, str]
) -> Table | None:
    """Each secondary answer with its p-value, by itself and when all are counted; None for fewer than two.

    Parameters
    ----------
    primary
        The id of the main analysis, which is left out: it is one question, decided beforehand.
    labels
        What each analysis is called.

    Examples
    --------
    >>> import evaluera
    >>> outcomes = ["front_ksi", "rear_ksi", "van_killed"]
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value=outcomes)
    >>> both = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12)
    >>> results = {each: both.select(outcome=each) for each in outcomes}
    >>> adjusted_table(results, "sv", primary="front_ksi", labels=dict(zip(outcomes, outcomes))).headers
    ('Analys', 'p-värde', 'p enligt Holm', 'p enligt Benjamini–Hochberg')
    """
    frame = adjusted(results, primary=primary)
    rows = frame[~frame["primary"].to_numpy(dtype=bool) & frame["holm"].notna().to_numpy(dtype=bool)]
    if len(rows) < 2:
        return None
    with_areas = len(set(rows["area"])) > 1
    heads = ("analysis", *(("area",) if with_areas else ()), *_NUMBERS)
    return Table(
        caption=message("table.caption.adjusted", language),
        headers=tuple(message(f"table.head.{head}", language) for head in heads),
        rows=tuple(
            (
                labels[str(row["analysis"])],
                *((named(str(row["area"]), {}, language),) if with_areas else ()),
                *(p_value(float(row[number]), language) for number in _NUMBERS),
            )
            for row in rows.to_dict("records")
        ),
        note=message("table.note.adjusted", language),
        align=tuple("right" if head in _NUMBERS else "left" for head in heads),
    )
