"""The contract of all methods, run on one of them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import pandas as pd

from evaluera.data.construction import panel as build_panel
from evaluera.data.panel import Kind, Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.question import Question
from evaluera.errors import EvalueraError, MethodError, ParameterError
from evaluera.methods.method import Method
from evaluera.methods.options import validate
from evaluera.methods.process.theme import ThemeMethod
from evaluera.methods.registry import method as registered
from evaluera.results.course import SERIES_COLUMNS
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import TIDY_COLUMNS, Estimate
from evaluera.testing.process_contract import check_process_method
from evaluera.testing.promise import require, require_words
from evaluera.text.languages import LANGUAGES
from evaluera.text.messages import keys, message

__all__ = ["check_method", "chosen_method"]

_KINDS: tuple[Kind, ...] = ("count", "rate", "share", "mean")
_MONTHS = 60
_FIRST = "2014-01"
_START = "2017-01"
_YEARS = 3
_AREAS: Mapping[str, tuple[str, ...]] = {
    "treated": ("a0", "a1"),
    "displacement": ("b0", "b1"),
    "comparison": tuple(f"c{i}" for i in range(8)),
}
"""Areas for a method that cannot do without a group of that name."""

_CLOSE = 1e-6
"""Relative difference that is rounding, not another answer."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Case:
    """A method on one panel with its options."""

    method: Method
    panel: Panel
    options: Mapping[str, Any]
    areas: Sequence[str] = ("",)

    def run(self, panel: Panel | None = None, **changes: Any) -> EffectResult:
        params = validate(self.method.Params, {**self.options, **changes})
        return self.method.estimate(self.panel if panel is None else panel, params, Question())


def check_method(
    method: Method | type[Method] | str,
    *,
    options: Mapping[str, Any] | None = None,
    tables: ProcessTables | None = None,
) -> None:
    """Run the shared contract of all methods on one method.

    An effect method is given monthly series of 36 + 24 months made here (count with exposure, rate, share, mean; one
    area, or twelve when it requires ``treated`` or ``comparison`` areas), with ``start="2017-01"``. It must be able to
    answer for at least one kind; one that it refuses with MethodError is left out. Checked: name and options (each
    described, with unit and example; unknown, missing and wrong ones are ParameterErrors); the same input gives the
    same bytes; the order of the rows, a shift of all dates by whole years and (counts) the unit of the exposure change
    nothing; scaling a rate or mean scales its effects; the input stays as it was; JSON both ways; the columns,
    intervals and p-values agree; every key has its words in both languages.

    A process method is given process tables made here (every table that is registered, two years, with missing cells),
    or ``tables``. Checked: name and options; bytes, row order, input, JSON and columns as above; numbers are finite and
    lie in their bounds; absent tables give ``no_data`` and name the tables, empty tables and empty cells no error;
    every indicator, variant and reason has its words in both languages.

    Parameters
    ----------
    method
        The method, its class, or its registered name.
    options
        Options beside ``start`` that the method cannot do without.
    tables
        For a process method: tables to compute from, instead of those made here.

    Raises
    ------
    AssertionError
        Says in words what the method does not keep.

    Examples
    --------
    >>> check_method("interrupted_time_series")
    """
    chosen = chosen_method(method)
    if getattr(chosen, "reads", "panel") == "tables":
        check_process_method(cast(ThemeMethod, chosen), options=options, tables=tables)
        return
    _check_shape(chosen)
    needed = _needed_areas(chosen)
    areas = [area for names in _AREAS.values() for area in names] if needed else [""]
    given = {"start": _START, **needed, **(options or {})}
    _check_validation(chosen, given)
    cases = list(_answerable(chosen, given, areas))
    require(bool(cases), f"{chosen.name} answers for none of the kinds {', '.join(_KINDS)}")
    for case in cases:
        result = case.run()
        for check in _CHECKS:
            check(case, result)


def chosen_method(method: Method | type[Method] | str) -> Method:
    """The method itself, from an instance, a class or a registered name."""
    if isinstance(method, str):
        return registered(method)
    return method() if isinstance(method, type) else method


def _check_shape(method: Method) -> None:
    """The protocol, and options that describe themselves."""
    require(
        isinstance(method, Method), f"{method!r} lacks name, Params, check or estimate (see evaluera.methods.method)"
    )
    require(method.name.isidentifier(), f"the name {method.name!r} must be an identifier")
    config = method.Params.model_config
    require(config.get("extra") == "forbid", f"{method.name}: Params must refuse unknown options (extra='forbid')")
    require(bool(config.get("frozen")), f"{method.name}: Params must be frozen")
    for name, field in method.Params.model_fields.items():
        where = f"{method.name}: the option {name}"
        require(bool(field.description), f"{where} has no description")
        require(bool(field.examples), f"{where} has no example")
        extra = field.json_schema_extra
        has_unit = name == "start" or (isinstance(extra, dict) and "unit" in extra)
        require(has_unit, f"{where} has no unit (json_schema_extra={{'unit': ...}})")


def _check_validation(method: Method, options: Mapping[str, Any]) -> None:
    wrong: Mapping[str, Mapping[str, Any]] = {
        "an unknown option": {**options, "no_such_option": 1},
        "a missing start": {name: value for name, value in options.items() if name != "start"},
        "a confidence of 2": {**options, "confidence": 2},
    }
    for words, given in wrong.items():
        try:
            validate(method.Params, given)
        except ParameterError as error:
            require_words(error)
        else:
            raise AssertionError(f"{method.name}: {words} must be a ParameterError")


def _answerable(method: Method, options: Mapping[str, Any], areas: Sequence[str]) -> Iterator[_Case]:
    """One case for each kind that the method does not refuse."""
    for kind in _KINDS:
        case = _Case(method=method, panel=_panel(_frame(kind, areas), kind), options=options, areas=areas)
        try:
            case.run()
        except MethodError as error:
            require_words(error)
        else:
            yield case


def _needed_areas(method: Method) -> dict[str, list[str]]:
    """Areas for the groups that the method cannot do without."""
    fields = method.Params.model_fields
    return {name: list(areas) for name, areas in _AREAS.items() if name in fields and fields[name].is_required()}


def _frame(kind: Kind, areas: Sequence[str]) -> pd.DataFrame:
    """Sixty months with a season, noise and a step of about a fifth down from 2017-01 (in the treated areas)."""
    return pd.concat([_one_area(kind, area, number) for number, area in enumerate(areas)], ignore_index=True)


def _one_area(kind: Kind, area: str, number: int) -> pd.DataFrame:
    random = np.random.default_rng(20170101 + number)
    time = np.arange(_MONTHS)
    fall = 0.2 * (time >= 36) * (area in ("", *_AREAS["treated"]))
    level = np.exp(0.1 * np.cos(2.0 * np.pi * time / 12.0) - fall + 0.1 * random.standard_normal(_MONTHS))
    value = {
        "count": random.poisson(80.0 * level).astype(float),
        "rate": 12.0 * level,
        "share": 0.3 * level,
        "mean": 40.0 * level,
    }[kind]
    exposure = 10_000.0 + 10.0 * time
    months = pd.period_range(_FIRST, periods=_MONTHS, freq="M")
    return pd.DataFrame({"month": months, "area": area, "value": value, "population": exposure})


def _panel(frame: pd.DataFrame, kind: Kind) -> Panel:
    area = "area" if (frame["area"] != "").any() else None
    columns = frame if area else frame.drop(columns="area")
    return build_panel(columns, period="month", value="value", area=area, exposure="population", kind=kind)


def _numbers(result: EffectResult) -> list[tuple[float, ...]]:
    return [(e.estimate, e.std_error, e.low, e.high) for e in result.estimates]


def _same_numbers(first: EffectResult, second: EffectResult) -> bool:
    one, other = _numbers(first), _numbers(second)
    return len(one) == len(other) and bool(np.allclose(one, other, rtol=_CLOSE, atol=_CLOSE * 1e-3))


def _check_determinism(case: _Case, result: EffectResult) -> None:
    require(case.run().to_json() == result.to_json(), f"{case.method.name}: the same input must give the same bytes")


def _check_row_order(case: _Case, result: EffectResult) -> None:
    frame = _frame(case.panel.kind, case.areas).sample(frac=1.0, random_state=1)
    again = case.run(_panel(frame, case.panel.kind))
    require(again.to_json() == result.to_json(), f"{case.method.name}: the order of the rows must change nothing")


def _check_input_untouched(case: _Case, result: EffectResult) -> None:
    before = case.panel.frame()
    params = validate(case.method.Params, case.options)
    written = params.model_dump_json()
    case.method.estimate(case.panel, params, Question())
    require(case.panel.frame().equals(before), f"{case.method.name}: the panel must stay as it was")
    require(params.model_dump_json() == written, f"{case.method.name}: the options must stay as they were")
    handed_out = result.tidy()
    handed_out["estimate"] = 0.0
    require(not result.tidy().equals(handed_out), f"{case.method.name}: tidy() must hand out a copy")


def _check_scaling(case: _Case, result: EffectResult) -> None:
    """Counts: another unit of exposure changes nothing. Rates and means: another unit scales the differences."""
    frame, kind = _frame(case.panel.kind, case.areas), case.panel.kind
    if kind == "count":
        again = case.run(_panel(frame.assign(population=frame["population"] * 1000.0), kind))
        require(_same_numbers(again, result), f"{case.method.name}: the unit of the exposure must change nothing")
        return
    if kind == "share":
        return
    again = case.run(_panel(frame.assign(value=frame["value"] * 10.0), kind))
    scaled = [_scaled(estimate, 10.0) for estimate in result.estimates]
    require(
        bool(np.allclose(_numbers(again), _numbers(replace(result, estimates=tuple(scaled))), rtol=_CLOSE)),
        f"{case.method.name}: scaling a {kind} by 10 must scale its effects by 10 and leave ratios",
    )


def _scaled(estimate: Estimate, factor: float) -> Estimate:
    if estimate.scale == "log":
        return estimate
    return replace(
        estimate,
        estimate=estimate.estimate * factor,
        std_error=estimate.std_error * factor,
        low=estimate.low * factor,
        high=estimate.high * factor,
    )


def _check_shift(case: _Case, result: EffectResult) -> None:
    """All dates and the start some whole years later: the same numbers."""
    frame = _frame(case.panel.kind, case.areas)
    frame = frame.assign(month=pd.PeriodIndex(frame["month"]) + 12 * _YEARS)
    moved = {name: _moved(value) for name, value in case.options.items()}
    again = case.run(_panel(frame, case.panel.kind), **moved)
    start = _moved(result.timing.start)
    require(
        _same_numbers(again, result), f"{case.method.name}: a shift of all dates by whole years must change nothing"
    )
    require(again.timing.start == start, f"{case.method.name}: timing.start must be {start}, not {again.timing.start}")


def _moved(value: Any) -> Any:
    """Months as ``2017-01`` some years later, in lists too; anything else as it is."""
    if isinstance(value, list | tuple):
        return [_moved(each) for each in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}", value):
        return str(pd.Period(value, freq="M") + 12 * _YEARS)
    return value


def _check_json(case: _Case, result: EffectResult) -> None:
    again = EffectResult.from_json(result.to_json())
    require(again == result, f"{case.method.name}: the result must be the same after JSON both ways")
    json.loads(result.to_json())


def _check_frames(case: _Case, result: EffectResult) -> None:
    name = case.method.name
    require(result.method == name, f"{name}: result.method must be the method's name, not {result.method!r}")
    require(tuple(result.tidy().columns) == TIDY_COLUMNS, f"{name}: tidy() has other columns")
    require(tuple(result.series.columns) == SERIES_COLUMNS, f"{name}: series has other columns")
    require(bool(result.primary()), f"{name}: no estimate of the primary term {result.primary_term!r}")
    missing = set(case.method.Params.model_fields) - set(result.options)
    require(not missing, f"{name}: result.options lacks {', '.join(sorted(missing))}")
    rows = result.provenance
    counted = rows.rows_used + rows.rows_missing + rows.rows_excluded + rows.rows_other
    require(rows.rows_read == counted, f"{name}: rows read ({rows.rows_read}) and counted ({counted}) differ")


def _check_estimates(case: _Case, result: EffectResult) -> None:
    for estimate in result.estimates:
        where = f"{case.method.name}: {estimate.term}"
        numbers = (estimate.estimate, estimate.std_error, estimate.low, estimate.high)
        require(all(math.isfinite(number) for number in numbers), f"{where} has a number that is not finite")
        require(estimate.low <= estimate.estimate <= estimate.high, f"{where} lies outside its own interval")
        if estimate.p_value is not None:
            null = 1.0 if estimate.scale == "log" else 0.0
            excluded = not estimate.low <= null <= estimate.high
            agrees = excluded == (estimate.p_value < 1.0 - estimate.confidence)
            require(agrees, f"{where}: p-value {estimate.p_value:.4g} and interval disagree")


def _check_diagnostics(case: _Case, result: EffectResult) -> None:
    params = validate(case.method.Params, case.options)
    early = case.method.check(case.panel, params)
    require(
        all(isinstance(diagnostic, Diagnostic) for diagnostic in early), f"{case.method.name}: check gives Diagnostics"
    )
    lost = [diagnostic.name for diagnostic in early if diagnostic not in result.diagnostics]
    require(not lost, f"{case.method.name}: the result lacks what check said: {', '.join(lost)}")


def _check_messages(case: _Case, result: EffectResult) -> None:
    """Every key that the result carries can be said in both languages."""
    wanted: list[tuple[str, Mapping[str, Any]]] = []
    for diagnostic in result.diagnostics:
        wanted.append((f"diagnostic.{diagnostic.name}.label", diagnostic.values))
        wanted.extend((key, diagnostic.values) for key in (diagnostic.null, diagnostic.reason))
    wanted.extend((f"note.{note.code}", note.values) for note in result.notes)
    for estimate in result.estimates:
        keys_of = (f"term.{estimate.term}", f"estimand.{estimate.estimand}", f"unit.{estimate.unit}")
        wanted.extend((key, {}) for key in keys_of)
    wanted.extend((f"method.{case.method.name}.{part}", {}) for part in ("label", "question"))
    for language in LANGUAGES:
        missing = sorted({key for key, _ in wanted} - keys(language))
        require(not missing, f"{case.method.name}: no words in {language} for {', '.join(missing)}")
        for key, values in wanted:
            require(bool(message(key, language, **values)), f"{case.method.name}: empty words for {key} in {language}")


def _check_refusal(case: _Case, result: EffectResult) -> None:
    """A start after all data is refused, in words."""
    after = str(pd.Period(result.courses[0].periods[-1], freq="M") + 60) if result.courses else "2099-01"
    try:
        case.run(start=after)
    except EvalueraError as error:
        require_words(error)
    else:
        raise AssertionError(f"{case.method.name}: a start outside the data must be refused with a finding")


_CHECKS: tuple[Callable[[_Case, EffectResult], None], ...] = (
    _check_frames,
    _check_estimates,
    _check_determinism,
    _check_row_order,
    _check_input_untouched,
    _check_scaling,
    _check_shift,
    _check_json,
    _check_diagnostics,
    _check_messages,
    _check_refusal,
)
