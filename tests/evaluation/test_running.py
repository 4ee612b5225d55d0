"""One call from a folder to results: every analysis, the right figures, no file written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import evaluera
from evaluera.parameters import dump

Make = Callable[..., Path]
DATA = Path(__file__).resolve().parents[2] / "data"


def test_every_analysis_is_run_in_the_order_of_the_file(make: Make) -> None:
    evaluation = evaluera.run(make())
    assert evaluation.analyses == ("jämförelse", "serie")
    assert {name: result.method for name, result in evaluation.results.items()} == {
        "jämförelse": "before_after",
        "serie": "interrupted_time_series",
    }
    assert evaluation.primary is evaluation.results["jämförelse"]
    assert (evaluation.name, evaluation.language, evaluation.year) == ("min-insats", "sv", 2019)
    assert (evaluation.edition.first, evaluation.edition.last) == ("2015-01", "2019-12")
    assert evaluation.edition.preliminary_from is None
    assert evaluation.findings == ()


def test_nothing_is_written(make: Make) -> None:
    folder = make()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    evaluera.run(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_the_same_numbers_as_the_method_called_by_hand(make: Make) -> None:
    folder = make()
    panel = evaluera.read(folder / "brott.csv", period="månad", value="antal", area="område")
    byhand = evaluera.estimate(
        "before_after", panel, outcome="antal", start="2018-01", treated=["Ersboda", "Mariehem"], comparison="rest"
    )
    ours = evaluera.run(folder).primary
    assert ours.tidy().equals(byhand.tidy())


def test_the_question_comes_from_the_settings(make: Make) -> None:
    change = ("minsta förändring: 10 %", "minsta förändring: 5 %, önskad riktning: högre")
    question = evaluera.run(make(change)).primary.question
    assert (question.better, question.smallest_change, question.implementation) == ("higher", 0.05, "partly")
    assert question.labels["antal"] == {"sv": "Anmälda brott", "en": "Reported crime"}
    assert question.decided_beforehand is None


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("benämning: Brott", {"sv": "Brott", "en": "Brott"}),
        ("benämning: {en: Crime}", {"sv": "Crime", "en": "Crime"}),
        ("önskad riktning: lägre", {"sv": "antal", "en": "antal"}),
    ],
)
def test_one_language_stands_in_for_the_other(label: str, expected: dict[str, str], make: Make) -> None:
    evaluation = evaluera.run(make(("benämning: {sv: Anmälda brott, en: Reported crime}", label)))
    assert evaluation.primary.question.labels["antal"] == expected


def test_an_outcome_that_is_not_described_has_the_defaults(make: Make) -> None:
    change = ("  antal: {benämning: {sv: Anmälda brott, en: Reported crime}, minsta förändring: 10 %}\n", "")
    evaluation = evaluera.run(make(change))
    assert evaluation.primary.question.smallest_change == 0.1
    assert evaluation.primary.question.labels == {"antal": {"sv": "antal", "en": "antal"}}


def test_the_statement_is_in_the_evaluations_language_unless_another_is_asked_for(make: Make) -> None:
    evaluation = evaluera.run(make())
    assert "Anmälda brott" in str(evaluation.statement())
    assert "Reported crime" in str(evaluation.statement("en"))
    assert "Reported crime" in str(evaluera.run(make(), language="en").statement())


def test_both_languages_give_the_same_numbers(make: Make) -> None:
    folder = make()
    swedish, english = evaluera.run(folder, language="sv"), evaluera.run(folder, language="en")
    for name in swedish.analyses:
        assert swedish.results[name].to_json() == english.results[name].to_json()


def test_a_year_leaves_out_what_came_later(make: Make) -> None:
    folder = make()
    evaluation = evaluera.run(folder, year=2018)
    text = (folder / "brott.csv").read_text(encoding="utf-8")
    shorter = evaluera.run(make(data="".join(_until(text, 2018)), folder="shorter"))
    assert evaluation.year == 2018
    assert evaluation.edition.last == "2018-12"
    for name in evaluation.analyses:
        assert evaluation.results[name].tidy().equals(shorter.results[name].tidy())
    (note,) = [note for note in evaluation.primary.notes if note.code == "rows_after_year"]
    assert note.values == {"rows": 48}
    provenance = evaluation.primary.provenance
    assert provenance.rows_read == 240
    assert provenance.rows_read == (
        provenance.rows_used + provenance.rows_missing + provenance.rows_excluded + provenance.rows_other
    )


def _until(text: str, year: int) -> list[str]:
    return [line for line in text.splitlines(keepends=True) if not line[:4].isdigit() or int(line[:4]) <= year]


def test_the_last_year_and_all_change_nothing(make: Make) -> None:
    folder = make()
    whole = evaluera.run(folder)
    for year in (2019, 2025, "all"):
        again = evaluera.run(folder, year=year)
        assert [result.to_json() for result in again.results.values()] == [
            result.to_json() for result in whole.results.values()
        ]
        assert again.year == (2019 if year == "all" else year)


def test_preliminary_periods_are_known_and_left_out(make: Make) -> None:
    evaluation = evaluera.run(make(("källa: Brå", "källa: Brå, preliminär från: 2019-10")))
    assert evaluation.edition.preliminary_from == "2019-10"
    assert evaluation.primary.timing.preliminary_from == "2019-10"
    assert evaluation.primary.provenance.rows_excluded > 0


def test_settings_written_out_give_the_same_results(make: Make) -> None:
    folder = make()
    first = evaluera.run(folder)
    (folder / "evaluation.yaml").write_text(dump(first.parameters), encoding="utf-8")
    again = evaluera.run(folder)
    assert [result.to_json() for result in again.results.values()] == [
        result.to_json() for result in first.results.values()
    ]


def test_sicily_gives_the_published_ratio() -> None:
    evaluation = evaluera.run(DATA / "sicily-smoking-ban")
    estimate = evaluation.primary.primary()[0]
    # Lopez Bernal et al. 2017 print 0.885 (0.839-0.933) by quasi-Poisson; the default's own is 0.888 (0.827-0.958)
    assert (estimate.estimate, estimate.low, estimate.high) == pytest.approx((0.888, 0.827, 0.958), abs=5e-4)
    assert estimate.low < 0.885 < estimate.high
    assert (evaluation.year, evaluation.primary.question.implementation) == (2006, "full")


def test_seattle_as_one_area_cannot_establish_an_effect() -> None:
    evaluation = evaluera.run(DATA / "seattle-dmi")
    estimate = evaluation.primary.primary()[0]
    # comparison-designs.md section 4: random effects 0.777 (0.568-1.061), ANCOVA 0.806 (0.587-1.106)
    assert (estimate.estimate, estimate.low, estimate.high) == pytest.approx((0.777, 0.568, 1.061), abs=5e-4)
    other = evaluation.results["områden-kovariansanalys"].primary()[0]
    assert (other.estimate, other.low, other.high) == pytest.approx((0.806, 0.587, 1.106), abs=5e-4)
    assert evaluation.year == "all"
    assert evaluation.statement().finding == "no_clear_effect"


def test_the_seat_belt_law_shows_in_the_front_seat_only() -> None:
    evaluation = evaluera.run(DATA / "uk-seatbelts")
    front, rear = (evaluation.results[name].primary()[0] for name in ("framsätet", "baksätet"))
    # Harvey & Durbin 1986: front -30 %, rear +3 % (untreated); near these
    assert 0.66 < front.estimate < 0.78
    assert front.high < 0.9
    assert 0.95 < rear.estimate < 1.10
    assert {front.outcome, rear.outcome} == {"front_ksi", "rear_ksi"}
