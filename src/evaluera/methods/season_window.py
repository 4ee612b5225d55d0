"""The windows before and after that a comparison of levels uses: by default whole years nearest the start."""

from __future__ import annotations

from collections.abc import Sequence

from evaluera.data.panel import Bools
from evaluera.errors import Finding, MethodError
from evaluera.methods.choices import WindowParams
from evaluera.methods.known_events import Known, left_out
from evaluera.methods.moment import Moment
from evaluera.methods.refusal import refuse
from evaluera.methods.window import Window, resolve_window, same_seasons
from evaluera.numerics.arrays import Integers
from evaluera.results.diagnostic import Note

__all__ = ["season_window"]


def season_window(
    time: Integers,
    preliminary: Bools,
    *,
    params: WindowParams,
    same_season: bool,
    moment: Moment,
    season_length: int | None,
    series: str,
    events: Sequence[Known] = (),
) -> tuple[Window, tuple[Note, ...]]:
    """The windows on this time axis (T) and what to tell about them.

    The periods of an excluded event are left out of whole years: what is then uneven over the year the method allows
    for, where it can.

    Raises
    ------
    MethodError
        A window longer than the data, or sides without a calendar period in common (``series`` is what is named).
    """
    whole, findings = resolve_window(
        time=time,
        preliminary=preliminary,
        moment=moment,
        before=params.before,
        after=params.after,
        include_preliminary=params.include_preliminary,
    )
    refuse(findings)
    window = same_seasons(whole, time=time, season_length=season_length) if same_season else whole
    if whole.before.any() and whole.after.any() and not (window.before.any() and window.after.any()):
        raise MethodError(Finding(code="method.no_common_season", values={"series": series}))
    cut = int(whole.inside.sum()) - int(window.inside.sum())
    values = {"before": int(window.before.sum()), "after": int(window.after.sum()), "cut": cut}
    out = left_out(events, time)
    kept = Window(before=window.before & ~out, after=window.after & ~out)
    return kept, (Note(code="same_season", values=values),) if cut else ()
