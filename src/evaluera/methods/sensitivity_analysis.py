"""How far does the answer hang on how the noise is modelled?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evaluera.data.panel import Panel
from evaluera.design.question import Question
from evaluera.errors import Finding, MethodError
from evaluera.methods.estimation import estimate
from evaluera.methods.registry import method
from evaluera.results.diagnostic import Note
from evaluera.results.effect import EffectResult
from evaluera.results.sensitivity import Answer, Sensitivity

__all__ = ["sensitivity"]

_OPTION = "errors"
_TOLD = f"{_OPTION}."
"""A note with this beginning tells which error model a result rests on."""
_LEFT_OUT = "series_left_out"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Try:
    """One choice of ``errors``: the result, or what hindered it."""

    errors: str
    result: EffectResult | None
    findings: tuple[Finding, ...] = ()

    @property
    def unsuitable(self) -> bool:
        """Whether the choice itself does not fit these data, as a model for counts and an outcome that is none."""
        return any(finding.place.parameter == _OPTION for finding in self.findings)


def sensitivity(
    name: str,
    panel: Panel,
    *,
    question: Question | None = None,
    outcome: str | None = None,
    errors: Sequence[str] | None = None,
    pre_specified: str = "default",
    **options: Any,
) -> Sensitivity:
    """Answer the question once for each way to model the noise: does the answer hold in all of them?

    Parameters
    ----------
    name
        A registered method with an option ``errors``.
    panel
        The data.
    question
        What would count as an answer.
    outcome
        One outcome of the panel; all of them if left out.
    errors
        The error models to try; by default all that fit the data.
    pre_specified
        The error model of the analysis itself: tried first and marked, whether or not it stands among ``errors``.
    **options
        The other options of the method, the same in every try.

    Returns
    -------
    Sensitivity
        Frozen. ``answers`` and ``tidy()``: estimate, interval and p-value of the primary term by error model, or the
        reason why a model gave none.

    Raises
    ------
    ParameterError
        An option or error model that does not exist.
    MethodError
        An unknown method, one without error models, or data that no error model can answer with.

    Notes
    -----
    Assumes nothing: it is the same analysis again. When not to use: to choose the error model with the answer one
    likes. The pre-specified one stands; the others show what it hangs on. Models with narrow intervals are not better:
    the notes of each result say how often such intervals hold.

    Examples
    --------
    >>> import evaluera, numpy as np, pandas as pd
    >>> count = np.r_[np.tile([20, 24, 28], 8), np.tile([12, 14, 17], 8)]
    >>> frame = pd.DataFrame({"month": pd.period_range("2018-01", periods=48, freq="M"), "count": count})
    >>> panel = evaluera.panel(frame, period="month", value="count")
    >>> found = sensitivity("interrupted_time_series", panel, errors=("poisson", "arima"), start="2020-01")
    >>> found.tidy()[["errors", "pre_specified"]].values.tolist()
    [['drift', True], ['poisson', False], ['arima', False]]
    """
    choices = _choices(name)
    asked = choices if errors is None else tuple(errors)

    def attempt(choice: str) -> _Try:
        try:
            result = estimate(name, panel, question=question, outcome=outcome, errors=choice, **options)
        except MethodError as error:
            return _Try(errors=choice, result=None, findings=error.findings)
        return _Try(errors=_resolved(result, choice), result=result)

    first = attempt(pre_specified)
    others = [attempt(choice) for choice in dict.fromkeys(asked) if choice not in (pre_specified, "default")]
    if errors is None:
        others = [each for each in others if not each.unsuitable]
    tries = (first, *(each for each in others if each.errors != first.errors))
    given = [each.result for each in tries if each.result is not None]
    if not given:
        raise MethodError(first.findings)
    return Sensitivity(
        method=name,
        kind=given[0].kind,
        primary_term=given[0].primary_term,
        question=given[0].question,
        answers=tuple(_answers(tries, given)),
        provenance=given[0].provenance,
    )


def _choices(name: str) -> tuple[str, ...]:
    """What the method's option ``errors`` may be."""
    option = method(name).Params.model_json_schema()["properties"].get(_OPTION, {})
    if "enum" not in option:
        raise MethodError(Finding(code="method.no_error_models", values={"method": name}))
    return tuple(option["enum"])


def _resolved(result: EffectResult, choice: str) -> str:
    """The error model behind the choice ``default``."""
    told = [note.code.removeprefix(_TOLD) for note in result.notes if note.code.startswith(_TOLD)]
    return told[0] if choice == "default" and len(told) == 1 else choice


def _answers(tries: Sequence[_Try], given: Iterable[EffectResult]) -> Iterable[Answer]:
    series = dict.fromkeys((each.outcome, each.area) for result in given for each in result.primary())
    for outcome, area in series:
        for index, each in enumerate(tries):
            yield _answer(each, outcome, area, pre_specified=index == 0)


def _answer(tried: _Try, outcome: str, area: str, *, pre_specified: bool) -> Answer:
    estimates = () if tried.result is None else tried.result.primary()
    found = next((each for each in estimates if (each.outcome, each.area) == (outcome, area)), None)
    return Answer(
        errors=tried.errors,
        pre_specified=pre_specified,
        outcome=outcome,
        area=area,
        estimate=found,
        reason=_reason(tried, outcome, area) if found is None else None,
    )


def _reason(tried: _Try, outcome: str, area: str) -> Finding:
    """Why this series has no estimate: what was said of it, else of any."""
    found = tried.findings if tried.result is None else tuple(map(_told, _left_out(tried.result)))
    series = f"{outcome}, {area}" if area else outcome
    own = [each for each in found if each.values.get("series", series) == series]
    return next(iter(own or found), Finding(code="method.no_answer", values={"errors": tried.errors}))


def _left_out(result: EffectResult) -> tuple[Note, ...]:
    return tuple(note for note in result.notes if note.code == _LEFT_OUT)


def _told(note: Note) -> Finding:
    values = {key: value for key, value in note.values.items() if key != "reason"}
    return Finding(code=str(note.values["reason"]).removeprefix("finding."), values=values)
