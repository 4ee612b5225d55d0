"""Which figures the records of an initiative give, each with the theme that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.figures.drawn import Drawn
from evaluera.figures.process.budget_figure import budget_view, draw_budget
from evaluera.figures.process.dose_figure import draw_dose
from evaluera.figures.process.dose_view import dose_view
from evaluera.figures.process.meeting_figure import draw_meetings
from evaluera.figures.process.meeting_view import meeting_view
from evaluera.figures.process.network_figure import draw_network
from evaluera.figures.process.network_view import network_view
from evaluera.figures.process.plan_figure import draw_plan
from evaluera.figures.process.plan_view import plan_view
from evaluera.figures.process.promise_figure import draw_promises
from evaluera.figures.process.promise_view import promise_view
from evaluera.figures.process.reach_figure import draw_reach, reach_view
from evaluera.figures.process.theory_figure import draw_theory
from evaluera.figures.process.waiting_figure import draw_waiting
from evaluera.figures.process.waiting_view import Waiting, waiting_view
from evaluera.figures.theme import DEFAULT, Theme
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.monthly_dose import intervention_areas
from evaluera.methods.process.protection import protected_by
from evaluera.methods.process.theory_graph import theory_graph
from evaluera.results.process import ProcessResult
from evaluera.text.languages import checked
from evaluera.text.process_names import ProcessNames, names_of
from evaluera.text.synthetic_mark import synthetic_mark

__all__ = ["draw_plan_of", "draw_records"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """What every figure is drawn from and with."""

    asked: Asked
    results: Mapping[str, ProcessResult]
    names: ProcessNames
    theme: Theme
    mark: str | None


def draw_records(
    tables: ProcessTables,
    results: Mapping[str, ProcessResult],
    language: str,
    *,
    span: Span,
    limits: Limits,
    theme: Theme = DEFAULT,
    synthetic: bool | str = False,
) -> tuple[tuple[str, Drawn], ...]:
    """Every figure that there are data for, after the name of its process method; none is drawn without data.

    Parameters
    ----------
    tables, results
        The records, and what the process methods found for the span, by name.
    language
        ``sv`` or ``en``.
    span, limits
        The time that is followed up, and the limits that the results were computed with.
    theme
        Colours.
    synthetic
        Mark every figure as made from synthetic data; text is the place whose outcome they do not show.
    """
    language = checked(language)
    given = _Drawing(
        asked=Asked(tables=tables, span=span, limits=limits),
        results=results,
        names=names_of(tables, language, limits=limits),
        theme=theme,
        mark=synthetic_mark(synthetic, language),
    )
    found = ((theme_name, draw(given)) for theme_name, draw in _figures() if theme_name in results)
    return tuple((theme_name, drawn) for theme_name, drawn in found if drawn is not None)


def draw_plan_of(tables: ProcessTables, language: str, *, span: Span) -> Drawn | None:
    """Plan against done for records by themselves; None where there is no plan or no log."""
    view = plan_view(Asked(tables=tables, span=span, limits=Limits()))
    return None if view is None else draw_plan(view, names_of(tables, language))


_Draw = Callable[[_Drawing], Drawn | None]


def _figures() -> Iterator[tuple[str, _Draw]]:
    """The theme of each figure; within a theme in the order in which they are shown."""
    yield "activity", _plan
    yield "dose", _dose
    yield "reach", _reach
    yield "meetings", _meetings
    yield "meetings", lambda given: _waiting(given, "decision")
    yield "promises", _promises
    yield "est", lambda given: _waiting(given, "est_action")
    yield "partnership", _network
    yield "resources", _budget
    yield "relevance", _theory


def _plan(given: _Drawing) -> Drawn | None:
    view = plan_view(given.asked)
    return None if view is None else draw_plan(view, given.names, theme=given.theme, mark=given.mark)


def _dose(given: _Drawing) -> Drawn | None:
    view = dose_view(given.results["dose"].measures, compared=intervention_areas(given.asked))
    if view is None:
        return None
    return draw_dose(view, given.names, span=given.asked.span, theme=given.theme, mark=given.mark)


def _reach(given: _Drawing) -> Drawn | None:
    view = reach_view(protected_by(given.asked.limits, given.results["reach"].measures))
    if view is None:
        return None
    return draw_reach(view, given.names, span=given.asked.span, theme=given.theme, mark=given.mark)


def _meetings(given: _Drawing) -> Drawn | None:
    view = meeting_view(given.asked)
    return None if view is None else draw_meetings(view, given.names, theme=given.theme, mark=given.mark)


def _promises(given: _Drawing) -> Drawn | None:
    view = promise_view(given.asked, given.results["promises"])
    return None if view is None else draw_promises(view, given.names, theme=given.theme, mark=given.mark)


def _waiting(given: _Drawing, table: Waiting) -> Drawn | None:
    view = waiting_view(given.asked, table)
    return None if view is None else draw_waiting(view, given.names.language, theme=given.theme, mark=given.mark)


def _network(given: _Drawing) -> Drawn | None:
    view = network_view(given.asked)
    return None if view is None else draw_network(view, given.names, theme=given.theme, mark=given.mark)


def _budget(given: _Drawing) -> Drawn | None:
    view = budget_view(given.asked)
    return None if view is None else draw_budget(view, given.names, theme=given.theme, mark=given.mark)


def _theory(given: _Drawing) -> Drawn | None:
    measures = [measure for result in given.results.values() for measure in result.measures]
    theory = theory_graph(given.asked.tables, measures=measures)
    if not theory.links:
        return None
    return draw_theory(theory, given.names, span=given.asked.span, theme=given.theme, mark=given.mark)
