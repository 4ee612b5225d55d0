"""How results show themselves in Jupyter: headline, tidy table and figure at the end of a cell.

Registered by the names of the types, so that results stay ignorant of views and nothing is imported before something
is shown. ``import evaluera`` registers in a running IPython; the kernel of a report loads this module as an extension.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from evaluera.report.markup import Html, element, join
from evaluera.report.section import Section

if TYPE_CHECKING:
    from evaluera.data.panel import Panel
    from evaluera.data.process.process_tables import ProcessTables
    from evaluera.evaluation import Evaluation
    from evaluera.figures.drawn import Drawn
    from evaluera.results.effect import EffectResult
    from evaluera.results.process import ProcessResult
    from evaluera.results.sensitivity import Sensitivity
    from evaluera.text.stating import Statement

__all__ = [
    "load_ipython_extension",
    "register",
    "show_evaluation",
    "show_panel",
    "show_process",
    "show_result",
    "show_sensitivity",
    "show_statement",
    "show_tables",
]

FIRST_ROWS = 8
_numbers = itertools.count(1)


def register(shell: Any) -> None:
    """Tell an IPython shell how to show results, sensitivity analyses, statements, evaluations, panels and records."""
    formatter = shell.display_formatter.mimebundle_formatter
    formatter.for_type_by_name("evaluera.results.effect", "EffectResult", _bundle(show_result))
    formatter.for_type_by_name("evaluera.results.process", "ProcessResult", _bundle(show_process))
    formatter.for_type_by_name("evaluera.data.process.process_tables", "ProcessTables", _bundle(show_tables))
    formatter.for_type_by_name("evaluera.results.sensitivity", "Sensitivity", _bundle(show_sensitivity))
    formatter.for_type_by_name("evaluera.text.stating", "Statement", _bundle(show_statement))
    formatter.for_type_by_name("evaluera.evaluation.record", "Evaluation", _bundle(show_evaluation))
    formatter.for_type_by_name("evaluera.data.panel", "Panel", _bundle(show_panel))


def load_ipython_extension(shell: Any) -> None:
    """What the kernel of a report does while the input is still being checked: load all that the sections need."""
    register(shell)
    from evaluera.evaluation import run  # noqa: F401
    from evaluera.figures import drawing, saving  # noqa: F401
    from evaluera.report import sections  # noqa: F401


def show_result(result: EffectResult) -> Section:
    """Headline and size, the estimates and the figures of a result."""
    from evaluera.figures.drawing import draw
    from evaluera.report.fragments import table
    from evaluera.tables.estimates import estimates_table
    from evaluera.text.languages import current_language
    from evaluera.text.stating import statement

    language = current_language()
    said = statement(result, language)
    figures = _named(draw(result, language))
    body = element("div", _said(said), table(estimates_table(result, language)), _elements(figures))
    return Section(name="shown", body=body, plain=f"{said}\n\n{result.tidy()}", figures=tuple(figures))


def show_process(result: ProcessResult) -> Section:
    """What was found first, the numbers of all together and the figures; small numbers of persons are not shown."""
    from evaluera.figures.process.result_drawing import draw_process
    from evaluera.methods.process.limits import Limits
    from evaluera.methods.process.protection import protected_by
    from evaluera.report.fragments import table
    from evaluera.tables.measures import measures_table
    from evaluera.text.languages import current_language
    from evaluera.text.messages import has, message
    from evaluera.text.names import capital, method_name
    from evaluera.text.process_names import ProcessNames

    language = current_language()
    title = capital(method_name(result.method, language))
    asks = f"method.{result.method}.question"
    figures = _named(draw_process(result, language))
    headline = next((drawn.title for drawn in figures.values()), title)
    limits = Limits.model_validate(result.options.get("limits", {}))
    shown = protected_by(limits, result.measures)
    whole = [measure for measure in shown if not measure.period]
    numbers = [measure for measure in whole if not measure.split] or whole
    names = ProcessNames(language=language, known={}, limits=limits)
    body = element(
        "div",
        element("p", element("strong", headline)),
        element("p", message(asks, language)) if has(asks) else None,
        table(measures_table(numbers, names, caption=title)) if numbers else None,
        _elements(figures),
    )
    plain = f"{headline}\n\n{replace(result, measures=shown).tidy()}"
    return Section(name="shown", body=body, plain=plain, figures=tuple(figures))


def show_tables(tables: ProcessTables) -> Section:
    """How much was handed in, table by table, and what was done of the plan in the last year."""
    from evaluera.design.span import Span
    from evaluera.figures.process.record_drawing import draw_plan_of
    from evaluera.methods.process.theme import last_year_of
    from evaluera.report.fragments import table
    from evaluera.tables.table import Table
    from evaluera.text.languages import current_language
    from evaluera.text.messages import message
    from evaluera.text.numbers import count
    from evaluera.text.table_words import sheet_names

    language = current_language()
    line = message("report.shown.tables", language, tables=len(tables.frames), rows=tables.rows)
    rows = tuple((sheet_names(name, language), count(len(frame), language)) for name, frame in tables.frames.items())
    headers = tuple(message(f"report.shown.{head}", language) for head in ("table", "rows"))
    given = Table(caption=line, headers=headers, rows=rows, align=("left", "right"))
    drawn = draw_plan_of(tables, language, span=Span.of_year(last_year_of(tables)))
    figures = _named((drawn,) if drawn else ())
    body = element("div", element("p", line), table(given), _elements(figures))
    plain = "\n".join([line, *(f"{name}: {number}" for name, number in rows)])
    return Section(name="shown", body=body, plain=plain, figures=tuple(figures))


def show_sensitivity(found: Sensitivity) -> Section:
    """The table of the answer across error models, and its figures."""
    from evaluera.figures.sensitivity_drawing import draw_sensitivity
    from evaluera.report.fragments import table
    from evaluera.tables.sensitivity import sensitivity_table
    from evaluera.text.languages import current_language

    language = current_language()
    figures = _named(draw_sensitivity(found, language))
    body = element("div", table(sensitivity_table(found, language)), _elements(figures))
    return Section(name="shown", body=body, plain=str(found.tidy()), figures=tuple(figures))


def show_statement(said: Statement) -> Section:
    """The sentences of a statement."""
    return Section(name="shown", body=_said(said), plain=str(said))


def show_evaluation(evaluation: Evaluation) -> Section:
    """The five sentences and the verdict of each analysis."""
    from evaluera.report.fragments import table
    from evaluera.tables.verdicts import verdicts_table
    from evaluera.text.answers import five_answers

    language = evaluation.language
    answers = five_answers(evaluation.results[evaluation.primary_id], language)
    rows = [element("li", element("b", answer.question), " ", answer.text) for answer in answers]
    verdicts = table(verdicts_table(evaluation.results, language, primary=evaluation.primary_id))
    body = element("div", element("ol", rows, class_="summary"), verdicts)
    return Section(name="shown", body=body, plain="\n".join(answer.text for answer in answers))


def show_panel(panel: Panel) -> Section:
    """How large a panel is, and its first rows."""
    from evaluera.report.fragments import table
    from evaluera.tables.table import Table
    from evaluera.text.languages import current_language
    from evaluera.text.messages import message

    language = current_language()
    sizes = {
        "rows": len(panel),
        "outcomes": len(panel.outcomes),
        "areas": len(panel.areas),
        "periods": len(panel.periods),
    }
    first = panel.rows.head(FIRST_ROWS)
    line = message("report.shown.panel", language, **sizes)
    rows = table(
        Table(
            caption=message("report.shown.first_rows", language),
            headers=tuple(str(column) for column in first.columns),
            rows=tuple(tuple(str(value) for value in row) for row in first.itertuples(index=False)),
        )
    )
    return Section(name="shown", body=join([element("p", line), rows]), plain=f"{line}\n{first}")


def _named(drawn: tuple[Drawn, ...]) -> dict[str, Drawn]:
    return {f"shown-{next(_numbers)}-{each.name}": each for each in drawn}


def _elements(figures: dict[str, Drawn]) -> list[Html]:
    from evaluera.figures.saving import svg

    return [
        element("figure", Html(svg(drawn, prefix=name)), element("figcaption", drawn.caption), data_figure=name)
        for name, drawn in figures.items()
    ]


def _said(said: Statement) -> Html:
    parts = [said.size, said.certainty, *said.caveats, said.need]
    return join([element("p", element("strong", said.headline)), element("p", " ".join(p for p in parts if p))])


def _bundle(show: Any) -> Any:
    return lambda value, include=None, exclude=None: show(value)._repr_mimebundle_(include, exclude)
