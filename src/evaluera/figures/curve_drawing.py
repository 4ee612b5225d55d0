"""The answers of all reasonable ways to ask, in one figure."""

from __future__ import annotations

from collections.abc import Mapping

from evaluera.figures.curve_figure import ANSWERS_HEIGHT, CurveWords, body_height, figure_of
from evaluera.figures.drawn import Drawn
from evaluera.figures.ratio_axis import estimate_axis
from evaluera.figures.sheet import blank, style
from evaluera.figures.theme import DEFAULT, Theme
from evaluera.figures.wording import band_text, interval_text, unit_text
from evaluera.results.curve import Curve, Specification
from evaluera.results.estimate import Estimate
from evaluera.text.curves import choice_name, value_name, values_of
from evaluera.text.languages import checked, current_language
from evaluera.text.messages import message
from evaluera.text.names import capital, named
from evaluera.text.synthetic_mark import synthetic_mark

__all__ = ["draw_curve"]


def draw_curve(
    curve: Curve,
    language: str | None = None,
    *,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    theme: Theme | None = None,
    synthetic: bool | str = False,
) -> Drawn:
    """Draw a specification curve: answers sorted, with intervals, and the choices behind each of them.

    Parameters
    ----------
    curve
        What :func:`evaluera.specification_curve` answered.
    language
        ``sv`` or ``en``; None takes the language of messages.
    labels
        What outcomes and areas are called, as in ``question.labels``.
    theme
        Colours; see :func:`evaluera.figures.theme.theme_from`.
    synthetic
        Mark the figure as made from synthetic data; a text names the place whose outcome is not shown.

    Returns
    -------
    Drawn
        The pre-specified way is a diamond; a dot is hollow where the interval includes no change. Nothing is shown.

    Raises
    ------
    ParameterError
        The language is not known.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> curve = evaluera.specification_curve("interrupted_time_series", panel, start="1983-02", before=60)
    >>> draw_curve(curve, "sv").title
    'Riktningen är densamma i 39 av 39 andra rimliga val'
    """
    chosen = current_language() if language is None else checked(language)
    mark = synthetic_mark(synthetic, chosen)
    estimates = [_estimate(curve, row) for row in curve.rows]
    given = interval_text(_estimate(curve, curve.prespecified), chosen)
    what = capital(named(curve.outcome, labels or {}, chosen))
    what = f"{what}, {named(curve.area, labels or {}, chosen)}" if curve.area else what
    counted = {"asked": len(curve.others), "same_sign": curve.same_sign, "same_finding": curve.same_finding}
    title = message("figure.curve.title", chosen, **counted)
    subtitle = message("figure.curve.subtitle", chosen, what=what, n=len(curve.rows))
    words = _words(curve, chosen)
    with style():
        axis = estimate_axis(
            estimates, [], chosen, 2 * ANSWERS_HEIGHT
        )  # labels stand above each other: half the room each
        sheet = blank(
            title=title, subtitle=subtitle, theme=theme or DEFAULT, mark=mark, body=body_height(words), least=0.0
        )
        figure = figure_of(sheet, curve, axis, words)
    band = band_text("figure.interval", curve.confidence, chosen)
    return Drawn(
        name="specification-curve",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.curve.alt", chosen, what=what, given=given, n=len(curve.rows), **counted),
        caption=f"{message('figure.curve.caption', chosen)} {band}",
        table=curve.frame(),
    )


def _words(curve: Curve, language: str) -> CurveWords:
    axis = message("figure.axis.ratio", language) if curve.scale == "log" else unit_text(curve.unit, "", language)
    return CurveWords(
        choices=tuple(
            (
                choice_name(option, language),
                tuple((value, value_name(option, value, language)) for value in values_of(curve, option)),
            )
            for option in curve.options
        ),
        axis=axis,
        neutral=message("figure.neutral", language),
        given=message("curve.given", language),
    )


def _estimate(curve: Curve, row: Specification) -> Estimate:
    """The answer as an estimate, for the axis and the words of numbers."""
    return Estimate(
        outcome=curve.outcome,
        area=curve.area,
        term="",
        estimand="",
        scale=curve.scale,
        estimate=row.estimate,
        std_error=0.0,
        low=row.low,
        high=row.high,
        confidence=curve.confidence,
        p_value=row.p_value,
        df=None,
        unit=curve.unit,
        n=0,
    )
