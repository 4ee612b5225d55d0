"""The one figure that a person in a notebook asks for."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluera.errors import Finding, MethodError
from evaluera.figures.curve_drawing import draw_curve
from evaluera.figures.drawing import draw
from evaluera.figures.process.result_drawing import draw_process
from evaluera.results.curve import Curve
from evaluera.results.effect import EffectResult
from evaluera.results.process import ProcessResult

__all__ = ["plot"]


def plot(result: EffectResult | ProcessResult | Curve, language: str | None = None) -> Figure:
    """What happened, in one figure: the first that the result gives, or a specification curve.

    Raises
    ------
    MethodError
        ``method.nothing_to_draw`` when the result has neither course, estimate nor share that can be drawn.

    Examples
    --------
    >>> import evaluera
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"period": [1, 2], "value": [50, 30]})
    >>> result = evaluera.estimate("before_after", evaluera.panel(frame), start=2)
    >>> plot(result, "en").axes[0].get_ylabel()
    'Number'
    """
    if isinstance(result, Curve):
        return draw_curve(result, language).figure
    drawn = draw_process(result, language) if isinstance(result, ProcessResult) else draw(result, language)
    if not drawn:
        raise MethodError(Finding(code="method.nothing_to_draw", values={"method": result.method}))
    return drawn[0].figure
