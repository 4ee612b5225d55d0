"""Sentences by key: the two languages say the same things, and every key that code uses exists."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from evaluera.data.process.table_registry import table_kinds
from evaluera.errors import ParameterError
from evaluera.text import messages
from evaluera.text.messages import has, keys, message, placeholders

SOURCE = Path(messages.__file__).resolve().parents[1]
FORMS = {
    "",
    "count",
    "ratio",
    "signed",
    "percent",
    "percent_sign",
    "hundredths",
    "p",
    "period",
    "periods",
    "date",
    "label",
} | {
    "message",
    "plain",
    "enum",
    "key",
    "sheet",
    "heading",
    "exact",
    *"0123456789",
}


NAMES_IN_ENGLISH = re.compile(r"\b(?:Brå|Umebrå)\b")
"""Names of agencies and forums are the same in English."""

SPACING = re.compile(r"  | [.,;:?](?: |$)|\?\?")


def own_templates(language: str) -> dict[str, str]:
    return dict(messages._own(language))


def test_no_key_stands_in_two_files():
    for language in ("sv", "en"):
        paths = [SOURCE / "text" / f"{language}.toml", *(SOURCE / "text" / "process").glob(f"*.{language}.toml")]
        found = [key for path in paths for key, _ in messages._flat(tomllib.loads(path.read_text("utf-8")), "")]
        assert len(found) == len(set(found))


SWEDISH, ENGLISH = own_templates("sv"), own_templates("en")


def fields(template: str) -> set[tuple[str, str]]:
    return {(name, form or "") for _, name, form, _ in Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_keys():
    assert SWEDISH.keys() - ENGLISH.keys() == set()
    assert ENGLISH.keys() - SWEDISH.keys() == set()


@pytest.mark.parametrize("key", sorted(SWEDISH))
def test_both_languages_have_the_same_placeholders(key):
    swedish, english = fields(SWEDISH[key]), fields(ENGLISH.get(key, ""))
    assert {name for name, _ in swedish} == {name for name, _ in english}
    assert {form for _, form in swedish | english} <= FORMS


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_sentence_is_empty_or_badly_spaced(language):
    wrong = [
        key
        for key, text in own_templates(language).items()
        if not text.strip() or text != text.strip() or ("\n" not in text and SPACING.search(text))
    ]
    assert wrong == []


def test_the_swedish_is_not_english_and_the_english_not_swedish():
    without_names = {key: NAMES_IN_ENGLISH.sub("", text) for key, text in ENGLISH.items()}
    swedish_letters = [key for key, text in without_names.items() if re.search("[åäöÅÄÖ]", text)]
    assert [key for key in swedish_letters if "sv" not in key] == []


CODE = re.compile(r"(data|process|parameter|method|report)\.(?!ipynb|xlsx)[a-z][a-z_]+")
KEY = re.compile(r"(finding|diagnostic|note|statement|conclusion|table|figure|cli|lab)\.[a-z][a-z_]*(\.[a-zA-Z_]+)*")
BEGINNING = re.compile(r"(finding|diagnostic|note|statement|conclusion|table|figure|report|cli)\.[a-z]")
NOT_KEYS = {"report.html", "report.pdf", "report.docx", "report.theme."}  # files and a place in evaluation.yaml


def literal_keys() -> set[tuple[str, str]]:
    """Keys that stand as text in the code: whole, as codes of findings, and as codes of notes."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if id(node) in parts:
                continue
            where = f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in NOT_KEYS:
                if CODE.fullmatch(node.value) and not has(node.value):
                    found.add((f"finding.{node.value}", where))
                if KEY.fullmatch(node.value):
                    found.add((node.value, where))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id == "message" and isinstance(first, ast.Constant):
                    found.add((str(first.value), where))
                if node.func.id == "Note":
                    coded = next((k.value for k in node.keywords if k.arg == "code"), None)
                    if isinstance(coded, ast.Constant):
                        found.add((f"note.{coded.value}", where))
    return found


def test_every_key_that_code_names_has_a_sentence():
    missing = sorted(f"{key} ({where})" for key, where in literal_keys() if not has(key))
    assert missing == []


def built_keys() -> set[tuple[str, str]]:
    """Beginnings of keys that code completes: ``f"diagnostic.pre_trend.straight_{verdict}"``."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginning = str(node.values[0].value)
                if beginning not in NOT_KEYS and BEGINNING.match(beginning):
                    found.add((beginning, f"{path.relative_to(SOURCE)}:{node.lineno}"))
    return found


def test_every_key_that_code_completes_has_sentences():
    known = keys("sv")
    missing = sorted(f"{key} ({where})" for key, where in built_keys() if not any(k.startswith(key) for k in known))
    assert missing == []


def used_texts() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every text in the code, and every text that code builds as a pattern (a value is any name or names)."""
    texts, patterns = set(), []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.JoinedStr):
                fixed = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
                if any(part and re.search(r"[a-z]\.|_[a-z]", part) for part in fixed):
                    patterns.append(
                        re.compile("".join(r"[\w.]+" if part is None else re.escape(part) for part in fixed))
                    )
    return texts, patterns


FAMILIES = ("process_table", "process_section")
"""Words for sheets and for the sections that they feed: looked up by family and name, also a third party's."""


def test_every_sheet_and_its_section_have_words_and_no_others_do():
    kinds = table_kinds().values()
    wanted = {f"process_table.{kind.name}" for kind in kinds} | {f"process_section.{kind.section}" for kind in kinds}
    assert {key for key in SWEDISH if key.partition(".")[0] in FAMILIES} == wanted


def test_no_sentence_is_left_over():
    texts, patterns = used_texts()
    left_over = []
    for key in SWEDISH:
        if key.partition(".")[0] in FAMILIES:
            continue
        names = {key, key.partition(".")[2]}  # codes of findings and notes stand without their first word
        if not names & texts and not any(pattern.fullmatch(name) for pattern in patterns for name in names):
            left_over.append(key)
    assert left_over == []


def test_the_search_for_keys_finds_those_of_this_layer():
    found = {key for key, _ in literal_keys()}
    assert {"finding.parameter.unknown_language", "statement.size.at_least", "table.caption.verdicts"} <= found


def test_values_are_written_in_the_language():
    assert message("statement.answer.could_be_seen", "sv", x="36 procent").startswith("Med de här siffrorna")
    assert message("conclusion.caveat.preliminary", "sv", period="2025-10").startswith("Siffrorna från oktober 2025")
    assert message("table.head.estimate", "en", confidence=0.9) == "Estimate (90% interval)"
    assert (
        message("statement.need.areas", "sv", count=12345)
        == "minst 12\N{NARROW NO-BREAK SPACE}345 områden med insatsen"
    )


def test_a_missing_key_and_a_missing_value_are_named():
    with pytest.raises(KeyError, match=r"no message 'nothing\.here'"):
        message("nothing.here", "sv")
    with pytest.raises(KeyError, match=r"'finding\.place\.row' wants a value for 'row'"):
        message("finding.place.row", "sv")


def test_an_unknown_language_is_a_finding():
    with pytest.raises(ParameterError, match="de") as error:
        message("finding.place.row", "de", row=1)
    assert error.value.findings[0].code == "parameter.unknown_language"


def test_a_value_may_be_the_key_of_a_sentence(third_party):
    third_party(
        sv='[a]\nouter = "Först {inner:message}."\nb = "rad {n}"',
        en='[a]\nouter = "First {inner:message}."\nb = "row {n}"',
    )
    assert message("a.outer", "sv", inner="a.b", n=2.5) == "Först rad 2,5."
    assert message("a.outer", "en", inner="a.b", n=2.5) == "First row 2.5."


@pytest.mark.parametrize(
    ("form", "value", "swedish", "english"),
    [
        ("2", 1.005, "1,01", "1.01"),
        ("count", 1234.5, "1235", "1235"),
        ("ratio", 0.7768, "0,78", "0.78"),
        ("signed", 2.0, "+2", "+2"),
        ("percent", 0.125, "13 procent", "13 per cent"),
        ("percent_sign", 0.125, "13\N{NO-BREAK SPACE}%", "13%"),
        ("hundredths", 0.125, "13", "13"),
        ("p", 0.0001, "<\N{NO-BREAK SPACE}0,001", "<\N{NO-BREAK SPACE}0.001"),
        ("period", "2005Q1", "första kvartalet 2005", "the first quarter of 2005"),
        ("date", "2026-01-20", "20 januari 2026", "20 January 2026"),
        ("label", "trend", "trend", "trend"),
        ("plain", 12345, "12345", "12345"),
    ],
)
def test_each_form_of_a_placeholder(third_party, form, value, swedish, english):
    template = f'a = "{{x:{form}}}"'
    third_party(sv=template, en=template)
    assert message("a", "sv", x=value) == swedish
    assert message("a", "en", x=value) == english


def test_a_third_party_adds_sentences_and_cannot_change_ours(third_party):
    both = '[diagnostic.mine]\nlabel = "{word}"\n[finding.place]\nrow = "ändrad"'
    third_party(sv=both, en=both)
    assert message("diagnostic.mine.label", "sv", word="Min kontroll") == "Min kontroll"
    assert message("finding.place.row", "sv", row=3) == "rad 3"
    assert "diagnostic.mine.label" in keys("en")
    assert placeholders("diagnostic.mine.label", "sv") == {"word"}


def test_a_sentence_in_one_language_is_shown_with_a_note(third_party):
    third_party(sv='only = "Bara svenska."', en="")
    assert message("only", "sv") == "Bara svenska."
    assert message("only", "en") == "Bara svenska. [no English translation]"
    assert "only" not in keys("en")


def test_a_third_party_may_register_a_single_module(third_party):
    third_party(sv='mine = "hej"', en='mine = "hi"', package=False)
    assert message("mine", "en") == "hi"


@pytest.fixture
def third_party(tmp_path, monkeypatch):
    """Install a distribution that brings messages, for this test only."""

    def install(*, sv: str, en: str, package: bool = True) -> None:
        folder = tmp_path / "third_words" if package else tmp_path
        folder.mkdir(exist_ok=True)
        (folder / ("__init__.py" if package else "third_words.py")).write_text("", encoding="utf-8")
        (folder / "sv.toml").write_text(sv, encoding="utf-8")
        (folder / "en.toml").write_text(en, encoding="utf-8")
        about = tmp_path / "third_words-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: third-words\nVersion: 1.0\n", encoding="utf-8")
        (about / "entry_points.txt").write_text("[evaluera.messages]\nthird = third_words\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        messages._foreign.cache_clear()

    yield install
    sys.modules.pop("third_words", None)
    messages._foreign.cache_clear()


@pytest.mark.parametrize("key", sorted(key for key, text in SWEDISH.items() if "\n" not in text))
def test_no_swedish_sentence_has_more_than_20_words(key):
    for sentence in re.split(r"(?<=[.?!:;])\s+", re.sub(r"\{[^}]*\}", "x", SWEDISH[key])):
        assert len(sentence.split()) <= 20, sentence
