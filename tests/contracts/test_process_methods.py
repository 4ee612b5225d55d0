"""Every registered process method keeps the contract, and the contract tells what is broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from evaluera.data.process.table_registry import table_kinds
from evaluera.methods.process.dose import Dose
from evaluera.methods.process.indicator_registry import indicators, of_theme
from evaluera.methods.process.theme import ThemeMethod
from evaluera.methods.registry import process_methods
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult
from evaluera.testing import check_method
from evaluera.testing.process_rows import made_tables, without_optional_cells

THEMES = [name for name in process_methods() if of_theme(name)]


@pytest.mark.parametrize("name", THEMES)
def test_it_keeps_the_contract(name: str) -> None:
    check_method(name)


def test_every_indicator_belongs_to_a_process_method() -> None:
    assert {each.theme for each in indicators().values()} <= set(process_methods())


def test_a_class_with_own_tables_and_options_will_do() -> None:
    check_method(Dose, tables=made_tables(seed=7), options={"limits": {"decay": 0.9}})


def test_tables_made_for_the_contract_hold_their_keys_and_references() -> None:
    tables = made_tables()
    assert set(tables.frames) == set(table_kinds())
    for name, kind in table_kinds().items():
        frame = tables.frame(name)
        assert len(frame) > 0, name
        assert not frame.duplicated(list(kind.key)).any(), name
        for column in kind.columns:
            cells = frame[column.name].dropna()
            if column.required:
                assert len(cells) == len(frame), (name, column.name)
            if column.refers is not None:
                assert set(cells) <= set(tables.frame(column.refers.table)[column.refers.column]), (name, column.name)
            if column.values:
                assert set(cells) <= set(column.values), (name, column.name)


def test_the_same_seed_makes_the_same_rows() -> None:
    assert made_tables(seed=3).frame("activity_log").equals(made_tables(seed=3).frame("activity_log"))
    assert not made_tables(seed=4).frame("activity_log").equals(made_tables(seed=3).frame("activity_log"))


def test_rows_without_optional_cells() -> None:
    bare = without_optional_cells(made_tables())
    assert bare.frame("activity_log")["minutes"].isna().all()
    assert bare.frame("activity_log")["date"].notna().all()


class _Broken(Dose):
    """Dose, with its result broken on the way out."""

    broken: Callable[[ProcessResult], ProcessResult]

    def estimate(self, tables: Any, params: Any, question: Any) -> ProcessResult:
        return type(self).broken(super().estimate(tables, params, question))


def _first(result: ProcessResult, **changes: Any) -> ProcessResult:
    return replace(result, measures=(replace(result.measures[0], **changes), *result.measures[1:]))


def _infinite(result: ProcessResult) -> ProcessResult:
    return _first(result, value=float("inf"))


def _outside(result: ProcessResult) -> ProcessResult:
    return _first(result, value=1.0, low=2.0, high=3.0, bounds="missing", reason="")


def _half_bounded(result: ProcessResult) -> ProcessResult:
    return _first(result, value=1.0, low=None, high=None, bounds="missing", reason="")


def _silent(result: ProcessResult) -> ProcessResult:
    return _first(result, value=None, reason="", state="", low=None, high=None, bounds="none")


def _wordless(result: ProcessResult) -> ProcessResult:
    return _first(result, variant="no_such_variant")


def _twice(result: ProcessResult) -> ProcessResult:
    return replace(result, measures=(result.measures[0], *result.measures))


def _forgotten(result: ProcessResult) -> ProcessResult:
    return replace(result, measures=tuple(each for each in result.measures if each.indicator != "PD03"))


def _foreign(result: ProcessResult) -> ProcessResult:
    other = Measure(indicator="PF01", value=0.5, unit="share")
    return replace(result, measures=(*result.measures, other))


def _wrong_share(result: ProcessResult) -> ProcessResult:
    return _first(result, value=0.4, unit="share", numerator=1.0, denominator=2.0, reason="")


def _another_name(result: ProcessResult) -> ProcessResult:
    return replace(result, method="another")


def _without_options(result: ProcessResult) -> ProcessResult:
    return replace(result, options={})


def _excused(result: ProcessResult) -> ProcessResult:
    kept = (replace(each, reason="no_rows") if each.reason == "no_data" else each for each in result.measures)
    return replace(result, measures=tuple(kept))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (_infinite, "dose: PD01 is not finite"),
        (_outside, "dose: PD01 lies outside its own bounds"),
        (_half_bounded, "bounds and their kind"),
        (_silent, "dose: PD01 has neither a value nor a reason"),
        (_wordless, "no words in sv for indicator.PD01.variant.no_such_variant"),
        (_twice, "dose: PD01 is there twice"),
        (_forgotten, "nothing is said of PD03"),
        (_foreign, "PF01 is not an indicator of the method"),
        (_wrong_share, "is not its numerator by its denominator"),
        (_another_name, "result.method must be the method's name"),
        (_without_options, "result.options lacks"),
        (_excused, "PD01 without the table activity_log must be no_data and name it"),
    ],
)
def test_a_broken_promise_is_told(broken: Callable[[ProcessResult], ProcessResult], words: str) -> None:
    method = type("Broken", (_Broken,), {"broken": staticmethod(broken)})
    with pytest.raises(AssertionError, match=words):
        check_method(method(), tables=made_tables())


def _by_rows(result: ProcessResult, tables: Any) -> ProcessResult:
    return _first(result, n=int(str(tables.frame("activity_log")["log_id"].iloc[0]).partition("-")[2]))


class _OrderMatters(Dose):
    def estimate(self, tables: Any, params: Any, question: Any) -> ProcessResult:
        return _by_rows(super().estimate(tables, params, question), tables)


class _ChangesTables(Dose):
    def estimate(self, tables: Any, params: Any, question: Any) -> ProcessResult:
        result = super().estimate(tables, params, question)
        log: pd.DataFrame = tables.frames["activity_log"]
        log["minutes"] = log["minutes"] + 1.0
        return result


def test_the_order_of_rows_must_not_matter() -> None:
    with pytest.raises(AssertionError, match=r"dose: the order of the rows must change nothing \(PD01"):
        check_method(_OrderMatters(), tables=made_tables())


def test_changing_the_tables_is_told() -> None:
    with pytest.raises(AssertionError, match="dose: the table activity_log must stay as it was"):
        check_method(_ChangesTables(), tables=made_tables())


def test_a_theme_without_indicators_is_told() -> None:
    empty = type("Empty", (ThemeMethod,), {"name": "no_such_theme"})
    with pytest.raises(AssertionError, match="no_such_theme: no registered indicator has this theme"):
        check_method(empty())


def test_a_third_partys_table_and_indicator_are_gone_when_it_is_not_installed() -> None:
    assert "night_patrol" not in table_kinds()
    assert "XN01" not in indicators()
