"""Which figures a process result gives by itself: decided by the numbers in it."""

from __future__ import annotations

from evaluera.figures.drawn import Drawn
from evaluera.figures.process.dose_figure import draw_dose
from evaluera.figures.process.dose_view import dose_view
from evaluera.figures.process.reach_figure import draw_reach, reach_view
from evaluera.figures.process.shares_figure import draw_shares, shares_of
from evaluera.figures.theme import DEFAULT, Theme
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.protection import protected_by
from evaluera.results.process import ProcessResult
from evaluera.text.languages import checked, current_language
from evaluera.text.process_names import ProcessNames
from evaluera.text.synthetic_mark import synthetic_mark

__all__ = ["draw_process"]


def draw_process(
    result: ProcessResult,
    language: str | None = None,
    *,
    names: ProcessNames | None = None,
    theme: Theme = DEFAULT,
    synthetic: bool | str = False,
) -> tuple[Drawn, ...]:
    """Draw what the numbers of a result can show: dose tiles, reach by activity, else its shares.

    Parameters
    ----------
    result
        What a process method answered.
    language
        ``sv`` or ``en``; None takes the language of messages.
    names
        What areas and activities are called; without it they are called by their ids.
    theme
        Colours.
    synthetic
        Mark every figure as made from synthetic data; text is the place whose outcome they do not show.

    Returns
    -------
    tuple of Drawn
        Empty where the result has no number that can be drawn. What needs the records themselves (time lines, meetings,
        promises, ties) is drawn in the report.

    Examples
    --------
    >>> from evaluera.results.measure import Measure
    >>> four = Measure(indicator="PM01", value=0.8, unit="share", numerator=4, denominator=5)
    >>> result = ProcessResult(method="meetings", first="2024-01-01", last="2024-12-31", measures=(four,))
    >>> draw_process(result, "en")[0].title
    'Meeting compliance: 4 of 5 (80%)'
    """
    chosen = current_language() if language is None else checked(language)
    limits = Limits.model_validate(result.options.get("limits", {}))
    known = ProcessNames(language=chosen, known={}, limits=limits) if names is None else names
    mark = synthetic_mark(synthetic, chosen)
    shown = protected_by(limits, result.measures)
    span = result.span
    drawn = []
    if (dose := dose_view(shown)) is not None:
        drawn.append(draw_dose(dose, known, span=span, theme=theme, mark=mark))
    if (reached := reach_view(shown)) is not None:
        drawn.append(draw_reach(reached, known, span=span, theme=theme, mark=mark))
    if not drawn and (shares := shares_of(shown)):
        drawn.append(draw_shares(shares, known, span=span, theme=theme, mark=mark))
    return tuple(drawn)
