"""The contract of process methods, run on one of them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.question import Question
from evaluera.errors import ParameterError
from evaluera.methods.method import Params
from evaluera.methods.options import validate
from evaluera.methods.process.computing import NO_DATA
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.indicator_registry import of_theme
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.theme import ThemeMethod
from evaluera.results.measure import MEASURE_COLUMNS, Measure
from evaluera.results.process import ProcessResult
from evaluera.testing.process_rows import YEARS, made_tables, without_optional_cells
from evaluera.testing.promise import require, require_words
from evaluera.text.languages import LANGUAGES
from evaluera.text.messages import has, keys, message

__all__ = ["check_process_method"]

_CLOSE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Case:
    """A process method on tables, with its options."""

    method: ThemeMethod
    tables: ProcessTables
    options: Mapping[str, Any]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return of_theme(self.method.name)

    def run(self, tables: ProcessTables | None = None, **changes: Any) -> ProcessResult:
        params = validate(self.method.Params, {**self.options, **changes})
        return self.method.estimate(self.tables if tables is None else tables, params, Question())


def check_process_method(
    method: ThemeMethod, *, options: Mapping[str, Any] | None = None, tables: ProcessTables | None = None
) -> None:
    """Run the contract of process methods; :func:`evaluera.testing.check_method` does it for one that reads tables.

    Raises
    ------
    AssertionError
        Says in words what the method does not keep.
    """
    _check_shape(method)
    given = {"year": YEARS[-1], **(options or {})}
    case = _Case(method=method, tables=made_tables() if tables is None else tables, options=given)
    _check_validation(case)
    result = case.run()
    for check in _CHECKS:
        check(case, result)
    _check_absent(case)
    for each in _other_runs(case):
        _check_measures(case, each)
        _check_words(case, each)


def _check_shape(method: ThemeMethod) -> None:
    lacking = [name for name in ("name", "Params", "check", "estimate", "reads") if not hasattr(method, name)]
    require(not lacking, f"{method!r} lacks {', '.join(lacking)} (see evaluera.methods.process.theme)")
    require(method.name.isidentifier(), f"the name {method.name!r} must be an identifier")
    require(bool(of_theme(method.name)), f"{method.name}: no registered indicator has this theme")
    _check_options(method.name, method.Params)


def _check_options(name: str, params: type[Params]) -> None:
    """Options describe themselves, those of nested records too."""
    require(
        params.model_config.get("extra") == "forbid", f"{name}: Params must refuse unknown options (extra='forbid')"
    )
    require(bool(params.model_config.get("frozen")), f"{name}: Params must be frozen")
    for option, field in params.model_fields.items():
        require(bool(field.description), f"{name}: the option {option} has no description")
        if isinstance(field.annotation, type) and issubclass(field.annotation, Params):
            _check_options(f"{name}.{option}", field.annotation)


def _check_validation(case: _Case) -> None:
    name = case.method.name
    wrong: Mapping[str, Mapping[str, Any]] = {
        "an unknown option": {"no_such_option": 1},
        "a year in words": {"year": "last year"},
    }
    for words, changes in wrong.items():
        try:
            validate(case.method.Params, {**case.options, **changes})
        except ParameterError as error:
            require_words(error)
        else:
            raise AssertionError(f"{name}: {words} must be a ParameterError")


def _check_same_again(case: _Case, result: ProcessResult) -> None:
    """The same bytes from the same tables, which stay as they were; what is handed out is a copy."""
    name = case.method.name
    before = {table: frame.copy(deep=True) for table, frame in case.tables.frames.items()}
    again = case.run()
    for table, frame in before.items():
        require(case.tables.frame(table).equals(frame), f"{name}: the table {table} must stay as it was")
    require(again.to_json() == result.to_json(), f"{name}: the same input must give the same bytes")
    handed_out = result.tidy()
    handed_out["value"] = -1.0
    require(not result.tidy().equals(handed_out), f"{name}: tidy() must hand out a copy")


def _check_row_order(case: _Case, result: ProcessResult) -> None:
    frames = case.tables.frames.items()
    shuffled = {name: frame.sample(frac=1.0, random_state=1, ignore_index=True) for name, frame in frames}
    again = case.run(replace(case.tables, frames=shuffled))
    changed = [one for one, other in zip(result.measures, again.measures, strict=False) if one != other]
    first = f" ({changed[0].indicator} {changed[0].variant} {changed[0].part})" if changed else ""
    same = again.to_json() == result.to_json()
    require(same, f"{case.method.name}: the order of the rows must change nothing{first}")


def _check_json(case: _Case, result: ProcessResult) -> None:
    again = ProcessResult.from_json(result.to_json())
    same = again == result and again.to_json() == result.to_json()
    require(same, f"{case.method.name}: the result must be the same after JSON both ways")
    json.loads(result.to_json())


def _check_frames(case: _Case, result: ProcessResult) -> None:
    name = case.method.name
    require(result.method == name, f"{name}: result.method must be the method's name, not {result.method!r}")
    require(tuple(result.tidy().columns) == MEASURE_COLUMNS, f"{name}: tidy() has other columns")
    missing = set(case.method.Params.model_fields) - set(result.options)
    require(not missing, f"{name}: result.options lacks {', '.join(sorted(missing))}")
    unseen = {each.id for each in case.indicators} - {measure.indicator for measure in result.measures}
    require(not unseen, f"{name}: nothing is said of {', '.join(sorted(unseen))}")


def _other_runs(case: _Case) -> Iterator[ProcessResult]:
    """A part of a year, several years, a year without rows, rows without optional cells, empty tables, no tables."""
    yield case.run(until=f"{YEARS[-1]}-06-15")
    yield case.run(first_year=YEARS[0])
    yield case.run(year=YEARS[-1] + 20)
    yield case.run(without_optional_cells(case.tables))
    yield case.run(ProcessTables(frames={name: frame.iloc[:0] for name, frame in case.tables.frames.items()}))
    yield case.run(process_tables())


def _check_absent(case: _Case) -> None:
    """Without a table that an indicator needs there is one row that says so and names the table.

    Those that would do ``instead`` are taken away too.
    """
    needs = {(name, _stand_ins(each)) for each in case.indicators for name in each.tables}
    for name, instead in sorted(needs):
        others = {other: frame for other, frame in case.tables.frames.items() if other not in (name, *instead)}
        result = case.run(replace(case.tables, frames=others))
        for each in case.indicators:
            if name not in each.tables or _stand_ins(each) != instead:
                continue
            found = result.all_of(each.id)
            told = len(found) == 1 and (found[0].value, found[0].reason, found[0].state) == (None, NO_DATA, name)
            words = f"{case.method.name}: {each.id} without the table {name} must be {NO_DATA} and name it"
            require(told, words)


def _stand_ins(indicator: Indicator) -> tuple[str, ...]:
    """Tables that an indicator does with when it lacks one of its own."""
    return tuple(name for name in indicator.instead if name not in indicator.tables)


def _check_measures(case: _Case, result: ProcessResult) -> None:
    known = {each.id for each in case.indicators}
    seen: set[tuple[str, ...]] = set()
    for measure in result.measures:
        place = (measure.indicator, measure.variant, measure.split, measure.part, measure.period)
        where = f"{case.method.name}: {' '.join(part for part in place if part)}"
        require(measure.indicator in known, f"{where} is not an indicator of the method")
        require(place not in seen, f"{where} is there twice")
        seen.add(place)
        _check_number(measure, where)


def _check_number(measure: Measure, where: str) -> None:
    numbers = (measure.value, measure.low, measure.high, measure.numerator, measure.denominator)
    require(all(number is None or math.isfinite(number) for number in numbers), f"{where} is not finite")
    if measure.value is None:
        require(bool(measure.reason or measure.state), f"{where} has neither a value nor a reason")
        require(not measure.band, f"{where} has a band without a value")
        return
    require(not measure.reason, f"{where} has a value and a reason why there is none")
    low = measure.value if measure.low is None else measure.low
    high = measure.value if measure.high is None else measure.high
    inside = low <= measure.value + _CLOSE and measure.value <= high + _CLOSE
    require(inside, f"{where} lies outside its own bounds: {measure.value} not in [{low}, {high}]")
    bounded = measure.low is not None or measure.high is not None
    require(bounded == (measure.bounds != "none"), f"{where}: bounds and their kind ({measure.bounds}) disagree")
    if measure.unit == "share" and measure.numerator is not None and measure.denominator:
        same = math.isclose(measure.value, measure.numerator / measure.denominator, abs_tol=_CLOSE)
        require(same, f"{where} is not its numerator by its denominator")


def _check_words(case: _Case, result: ProcessResult) -> None:
    """Every indicator, variant and reason can be said in both languages."""
    name = case.method.name
    wanted = {f"method.{name}.{part}" for part in ("label", "question")}
    for each in case.indicators:
        wanted |= {f"indicator.{each.id}.{part}" for part in ("name", "formula", "source")}
        wanted |= {f"indicator.{each.id}.variant.{variant}" for variant in each.research_variants}
    for measure in result.measures:
        if measure.variant:
            wanted.add(f"indicator.{measure.indicator}.variant.{measure.variant}")
        if measure.reason:
            wanted.add(f"measure.reason.{measure.reason}")
        if has(f"measure.state.{measure.state}"):
            wanted.add(f"measure.state.{measure.state}")
        if measure.band:
            wanted.add(f"measure.band.{measure.band}")
    wanted |= {f"diagnostic.{diagnostic.name}.label" for diagnostic in result.diagnostics}
    for language in LANGUAGES:
        missing = sorted(wanted - keys(language))
        require(not missing, f"{name}: no words in {language} for {', '.join(missing)}")
        for key in sorted(wanted):
            require(
                bool(message(key, language, **Limits().model_dump())), f"{name}: empty words for {key} in {language}"
            )


_CHECKS: tuple[Callable[[_Case, ProcessResult], None], ...] = (
    _check_frames,
    _check_measures,
    _check_words,
    _check_same_again,
    _check_row_order,
    _check_json,
)
