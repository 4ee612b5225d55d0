"""Documents and promises to citizens."""

from __future__ import annotations

from evaluera.data.columns import nearest_first
from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]


def validity_in_order(seen: Inspection) -> None:
    """``valid_from`` is not after ``valid_to``."""
    for name in ("document", "promise"):
        seen.ordered("process.end_before_start", name, "valid_from", "valid_to")


def partners_exist(seen: Inspection) -> None:
    """Every partner of a promise (ids separated by ``;``) is an organisation."""
    if not seen.complete("organisation", "org_id"):
        return
    known = seen.frame("organisation")["org_id"].tolist()
    promise = seen.frame("promise")
    parts = promise["partners"].fillna("").str.split(r"[;,]", regex=True).explode().str.strip()
    parts = parts[(parts != "") & ~parts.isin(known)]
    rows = promise.loc[parts.index].assign(_found=parts.to_numpy(), _other="organisation")
    rows = rows.assign(_nearest=[nearest_first(each, known)[0] for each in rows["_found"]])
    said = {"found": "_found", "other": "_other", "nearest": "_nearest"}
    seen.report("process.unknown_reference", rows, said, table="promise", column="partners")


RULES: tuple[Rule, ...] = (validity_in_order, partners_exist)
