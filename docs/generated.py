"""The pages that are made from the code, so that they cannot differ from it: methods, checks, indicators, files.

They are written by ``conf.py`` at every build and are not tracked.
"""

from __future__ import annotations

import csv
import inspect
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import evaluera.methods.checks
from evaluera.data.process.table_kind import Column, ColumnKind, Pack, TableKind
from evaluera.data.process.table_registry import table_kinds
from evaluera.methods.checks.check import Check
from evaluera.methods.checks.registry import checks
from evaluera.methods.method import Method
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.indicator_registry import indicators, of_theme
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.theme import ProcessParams, ThemeMethod
from evaluera.methods.registry import methods, process_methods
from evaluera.parameters import schema
from evaluera.tables.dictionary import dictionary_table
from evaluera.text.messages import has, keys, message
from evaluera.text.names import capital
from evaluera.text.numbers import number
from evaluera.text.table_words import enum_words

SECTION = re.compile(r"^(?P<name>[^\n]+)\n-{3,}\n", flags=re.MULTILINE)
EXAMPLE = re.compile(r"(?:^>>> .*\n(?:^(?!\n).+\n)*)+", flags=re.MULTILINE)

MEASURED = Path(__file__).parent / "measured" / "check_rates.md"


PACKS: Mapping[Pack, str] = {
    "basic": "Bas · basic",
    "meetings": "Möten och beslut · meetings and decisions",
    "goals_promises": "Mål och löften · goals and promises",
    "est": "EST",
    "walks": "Vandringar · walks",
    "staffing_documents": "Bemanning och dokument · staffing and documents",
    "surveys": "Enkäter · surveys",
    "research": "Forskning · research",
}
KINDS: Mapping[ColumnKind, str] = {
    "id": "id · id",
    "text": "text · text",
    "enum": "ett av värdena · one of the values",
    "int": "heltal · whole number",
    "num": "tal · number",
    "bool": "ja eller nej · yes or no",
    "date": "datum · date, 2024-03-01",
    "month": "månad · month, 2024-03",
    "month_or_week": "månad eller vecka · month or week, 2024-03, 2024-W09",
    "year": "år · year, 2024",
    "period": "period, 2024, 2024-H1, 2024-Q1, 2024-03",
    "wave": "omgång · wave, 2024, 2024-03",
}


def write(docs: Path) -> None:
    """Write all generated pages below ``docs``."""
    found = methods()
    _write_all(docs / "methods", {name: method_page(method) for name, method in found.items()}, methods_index(found))
    _write_all(docs / "checks", {name: check_page(name) for name in checks_of_results()}, checks_index())
    themes = process_methods()
    pages = {name: process_page(theme) for name, theme in themes.items()}
    _write_all(docs / "process-methods", pages, process_index(themes))
    _write(docs / "indicators.md", indicators_page(indicators()))
    _write(docs / "traceability.md", traceability_page(docs / "traceability.csv"))
    _write(docs / "evaluation-file.md", evaluation_file_page(schema()))
    _write(docs / "all-tables.md", tables_page(table_kinds()))


def methods_index(found: Mapping[str, Method]) -> str:
    """The list of methods with the question that each answers."""
    rows = [
        f"| [`{name}`]({name}.md) | {message(f'method.{name}.question', 'en')} | "
        f"{message(f'method.{name}.label', 'sv')} |"
        for name in found
    ]
    table = ["| method | answers | in Swedish |", "|---|---|---|", *rows]
    contents = ["```{toctree}", ":hidden:", "", *found, "```"]
    words = "A method is chosen in `evaluation.yaml` or by `evaluera.estimate`. `evaluera methods` prints this list."
    return "\n".join(["# Methods", "", words, "", *table, "", *contents, ""])


def method_page(method: Method) -> str:
    """One method: its question (the first line of the docstring says the same), its docstring and its options."""
    name = method.name
    summary, sections = _docstring(type(method))
    head = [
        f"# {message(f'method.{name}.label', 'en')}",
        f"`{name}` · in Swedish: {message(f'method.{name}.label', 'sv')}",
        message(f"method.{name}.question", "en"),
        summary.partition("\n\n")[2],
    ]
    body = [f"## {title}\n\n{text}" for title, text in sections]
    options = ["## Options", *options_tables(method.Params.model_json_schema())]
    return "\n\n".join([*head, *options, *body]) + "\n"


def process_index(found: Mapping[str, ThemeMethod]) -> str:
    """The list of process methods with the question that each answers, and the options that all have."""
    rows = [
        f"| [`{name}`]({name}.md) | {message(f'method.{name}.question', 'en')} | "
        f"{message(f'method.{name}.label', 'sv')} | {', '.join(each.id for each in of_theme(name))} |"
        for name in found
    ]
    table = ["| method | answers | in Swedish | indicators |", "|---|---|---|---|", *rows]
    contents = ["```{toctree}", ":hidden:", "", *found, "```"]
    words = (
        "Each is asked by `evaluera.estimate(name, tables, year=2024)` with tables that `evaluera.read_process` has "
        "read; a run asks all of them. [All indicators](../indicators.md) has the formulas in both languages."
    )
    options = list(options_tables(ProcessParams.model_json_schema()))
    limits = list(options_tables(Limits.model_json_schema()))
    parts = ["# Process methods", words, "\n".join(table), "\n".join(contents), "## Options of every process method"]
    return "\n\n".join([*parts, *options, "## Limits", *limits]) + "\n"


def process_page(theme: ThemeMethod) -> str:
    """One theme: its question, its indicators, what it assumes, when not to use it, references and an example."""
    name = theme.name
    summary, sections = _docstring(type(theme))
    head = [
        f"# {capital(message(f'method.{name}.label', 'en'))}",
        f"`{name}` · in Swedish: {message(f'method.{name}.label', 'sv')}",
        message(f"method.{name}.question", "en"),
        summary.partition("\n\n")[2],
        "## Indicators",
        indicator_rows(of_theme(name), "en"),
        "Options and limits: [those of every process method](index.md).",
    ]
    return "\n\n".join([*head, *(f"## {title}\n\n{text}" for title, text in sections)]) + "\n"


def indicators_page(found: Mapping[str, Indicator]) -> str:
    """The dictionary of all indicators in both languages, made of the definitions that the code computes by."""
    parts = [
        "# Alla mått · All indicators",
        "Samma definitioner som i rapportens bilaga och i programmet. · The definitions of the annex and of the code.",
    ]
    for language, title in (("sv", "På svenska"), ("en", "In English")):
        parts += [f"## {title}", indicator_rows(found.values(), language)]
    return "\n\n".join(parts) + "\n"


def indicator_rows(found: Iterable[Indicator], language: str) -> str:
    """The dictionary table of the report, as Markdown."""
    table = dictionary_table(found, language)
    lines = [table.headers, ("---",) * len(table.headers), *([_cell(text) for text in row] for row in table.rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def traceability_page(file: Path) -> str:
    """Each concept of the work with its tables, its indicators and where it stands in the report."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    heads = ["begrepp · concept", "tabeller · tables", "mått · indicators", "i rapporten · in the report"]
    cells = [
        (
            f"{row['sv']} · {row['en']}",
            ", ".join(f"`{name}`" for name in row["tables"].split()),
            ", ".join(row["indicators"].split()),
            ", ".join(f"`{name}`" for name in row["parts"].split()),
        )
        for row in rows
    ]
    lead = (
        "Varje begrepp i det brottsförebyggande arbetet: var det skrivs in, vilka mått det ger och var det står i "
        "rapporten. · Each concept of the work: where it is written down, the indicators that it gives, and where it "
        "stands in the report. A part is a section of the report, or a process method whose numbers stand in the "
        "sections *process* and *process_annex*."
    )
    table = [f"| {' | '.join(line)} |" for line in (heads, ["---"] * 4, *cells)]
    return "\n\n".join(["# Spårbarhet · Traceability", lead, "\n".join(table)]) + "\n"


def checks_of_results() -> tuple[str, ...]:
    """Every check that a result can carry: those that come with the fit (a module each), then those that ask again."""
    again = checks()
    modules = (each.name for each in iter_modules(evaluera.methods.checks.__path__))
    fitted = (name for name in modules if name not in again and has(f"diagnostic.{name}.label"))
    return (*fitted, *again)


def checks_index() -> str:
    """The list of checks with the question of each."""
    again = checks()
    rows = [
        f"| [`{name}`]({name}.md) | {message(f'diagnostic.{name}.label', 'en')} "
        f"| {'asks again' if name in again else 'comes with the fit'} |"
        for name in checks_of_results()
    ]
    table = ["| check | asks | |", "|---|---|---|", *rows]
    contents = ["```{toctree}", ":hidden:", "", *checks_of_results(), "```"]
    words = "Each has a page of its own, made from the code. What they cost the certainty: [Checks](../checks.md)."
    return "\n".join(["# Checks, one by one", "", words, "", *table, "", *contents, ""])


def check_page(name: str) -> str:
    """One check: its question, its null hypothesis, when it runs, its docstring, and how often it raises its hand.

    A check that asks again is documented by its class, one that comes with the fit by its module.
    """
    again = checks().get(name)
    documented = import_module(f"evaluera.methods.checks.{name}") if again is None else type(again)
    summary, sections = _docstring(documented)
    head = [
        f"# {message(f'diagnostic.{name}.label', 'en')}",
        f"`{name}` · in Swedish: {message(f'diagnostic.{name}.label', 'sv')}",
        *(f"Null hypothesis: {each}" for each in _nulls(name)),
        f"Runs: {_runs(again)}",
        "## How it works",
        summary if again else summary.partition("\n\n")[2],
    ]
    body = [f"## {title}\n\n{text}" for title, text in sections]
    return "\n\n".join([*head, *body, *_measured(name)]) + "\n"


def _runs(again: Check | None) -> str:
    if again is None:
        return "With every estimate that it concerns."
    return "In every report, for the main analysis." if again.standard else "When asked for."


def _nulls(name: str) -> Iterator[str]:
    start = f"diagnostic.{name}.null"
    return (message(key, "en") for key in sorted(keys("en")) if key.startswith(start))


def _measured(name: str) -> list[str]:
    """The rows about this check of what ``make calibrate`` measured."""
    head, line, *rows = MEASURED.read_text(encoding="utf-8").partition("\n\n")[0].splitlines()
    own = [row for row in rows if row.startswith(f"| `{name}` |")]
    return ["## How often it raises its hand", "\n".join([head, line, *own])] if own else []


def options_tables(form: Mapping[str, Any]) -> Iterator[str]:
    """Every option with its meaning, unit, default and an example."""
    rows = [
        f"| `{name}` | {_cell(field.get('description', ''))}{_choices(field)} | {field.get('unit', '')} "
        f"| {_default(field, name in form.get('required', ()))} | {_examples(field)} |"
        for name, field in form["properties"].items()
    ]
    yield "\n".join(["| option | meaning | unit | default | example |", "|---|---|---|---|---|", *rows])


def evaluation_file_page(form: Mapping[str, Any]) -> str:
    """Every setting of evaluation.yaml, in English names."""
    parts = [
        "# evaluation.yaml",
        "Every setting in its English name. Swedish names and values work as well: `evaluera new` writes a file in the "
        "language you choose. An unknown name is refused, with its line and the nearest known name. "
        "`evaluera schema` prints the JSON Schema that editors use for help while you type.",
        "## The file",
        *options_tables(form),
    ]
    for name, part in form.get("$defs", {}).items():
        if part.get("properties"):
            parts += [f"## {_title(name)}", _cell(part.get("description", "")), *options_tables(part)]
    parts += ["## analyses", "Each analysis names a method, an outcome and options. The options stand with the method:"]
    parts += ["\n".join(f"- [{name}](methods/{name}.md)" for name in methods())]
    return "\n\n".join(part for part in parts if part) + "\n"


def tables_page(found: Mapping[str, TableKind]) -> str:
    """Every sheet with its columns, in both languages."""
    parts = [
        "# Alla tabeller och kolumner · All tables and columns",
        "Svensk rubrik och maskinnamn gäller lika, också blandat. Måste: varje rad ska ha ett värde. Öppen: syns i "
        "arbetsboken; de andra kolumnerna ligger i den hopfällda gruppen fördjupning.",
        "Swedish headings and machine names are the same to the reader, also mixed. Required (måste): every row has a "
        "value. Open (öppen): shown in the workbook; the other columns lie in a folded group.",
    ]
    for pack, title in PACKS.items():
        parts += [f"## {title}", *(_table_part(kind) for kind in found.values() if kind.pack == pack)]
    return "\n\n".join(parts) + "\n"


def _table_part(kind: TableKind) -> str:
    needed = "Måste finnas, får vara tom · must be there, may be empty." if kind.minimum_set else "Valfri · optional."
    keys = ", ".join(f"`{name}`" for name in kind.key)
    head = f"### {kind.sheet} (`{kind.name}`)\n\n{needed} En rad för varje · one row for each: {keys}."
    rows = [
        f"| {column.heading} | `{column.name}` | {'ja' if column.required else ''} | {'ja' if column.open else ''} "
        f"| {_allowed(column)} |"
        for column in kind.columns
    ]
    table = ["| rubrik | machine name | måste | öppen | får innehålla · may hold |", "|---|---|---|---|---|", *rows]
    return "\n".join([head, "", *table])


def _allowed(column: Column) -> str:
    """What may stand in a column, in both languages."""
    said = [KINDS[column.kind]]
    if column.values:
        swedish, english = (enum_words(" ".join(column.values), language) for language in ("sv", "en"))
        said = [swedish if swedish == english else f"{swedish} · {english}"]
    bounds = (("minst · at least", column.minimum), ("högst · at most", column.maximum), ("över · above", column.above))
    said += [f"{word} {number(bound, 'sv')}" for word, bound in bounds if bound is not None]
    if column.refers:
        said.append(f"finns i · is in `{column.refers.table}`")
    if column.generated:
        said.append("tom: ges av raden · empty: given by the row")
    elif column.default == "only":
        said.append("tom: den enda · empty: the only one")
    elif column.default:
        words = (
            f"{enum_words(column.default, 'sv')} · {enum_words(column.default, 'en')}"
            if column.values
            else column.default
        )
        said.append(f"tom · empty: {words}")
    return "; ".join(said)


def _docstring(documented: type | ModuleType) -> tuple[str, list[tuple[str, str]]]:
    """First paragraphs and titled sections of the docstring, as Markdown."""
    text = inspect.getdoc(documented) or ""
    pieces = SECTION.split(text)
    sections = [(title.strip(), _markdown(body)) for title, body in zip(pieces[1::2], pieces[2::2], strict=True)]
    return _markdown(pieces[0]), sections


def _markdown(text: str) -> str:
    """The little reStructuredText of our docstrings: literals and examples."""
    fenced = EXAMPLE.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", text.strip() + "\n")
    roles = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", fenced)
    return re.sub(r"``([^`\n]+)``", r"`\1`", roles).strip()


def _choices(field: Mapping[str, Any]) -> str:
    """The fixed values that an option may have, when there are several."""
    forms = [field, *field.get("anyOf", ()), field.get("items", {})]
    values = [
        value for form in forms for value in (*form.get("enum", ()), *([form["const"]] if "const" in form else ()))
    ]
    return " One of " + ", ".join(f"`{_plain(value)}`" for value in values) + "." if len(values) > 1 else ""


def _default(field: Mapping[str, Any], required: bool) -> str:
    if required:
        return "required"
    value = field.get("default")
    known = {name: inner for name, inner in value.items() if inner} if isinstance(value, dict) else value
    return "" if known in (None, [], {}, "") else f"`{_plain(known)}`"


def _examples(field: Mapping[str, Any]) -> str:
    return ", ".join(f"`{_plain(value)}`" for value in field.get("examples", ()))


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_plain(inner) for inner in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items()) + "}"
    return str(value).lower() if isinstance(value, bool) else str(value).replace("|", "\\|")


def _cell(text: str) -> str:
    return _markdown(text).replace("\n", " ").replace("|", "\\|")


def _title(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _write_all(folder: Path, pages: Mapping[str, str], index: str) -> None:
    """One page for each name and their index; pages of what is gone are taken away."""
    folder.mkdir(exist_ok=True)
    for stale in set(folder.glob("*.md")) - {folder / f"{name}.md" for name in (*pages, "index")}:
        stale.unlink()
    for name, text in pages.items():
        _write(folder / f"{name}.md", text)
    _write(folder / "index.md", index)


def _write(path: Path, text: str) -> None:
    """Write only what changed, so that Sphinx reads only that anew; a reader never sees half a page."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
