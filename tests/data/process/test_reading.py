"""Process tables are read from what people have: workbooks, CSV files in Swedish dress, folders of exports."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.process.table_registry import table_kind, table_kinds
from evaluera.errors import DataError
from evaluera.text.findings import render


def _codes(tables: ProcessTables) -> list[str]:
    return [finding.code for finding in tables.findings]


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=["_file", "_sheet", "_row"])


def _refused(*paths: str, **options: Any) -> list[str]:
    with pytest.raises(DataError) as caught:
        evaluera.read_process(*paths, **options)
    return [render(finding, "sv") for finding in caught.value.findings if finding.severity == "error"]


def test_the_example_is_read_with_one_note(example: ModuleType, tmp_path: Path) -> None:
    example.write_book(tmp_path)
    tables = evaluera.read_process("process.xlsx", folder=tmp_path)
    assert [(finding.code, finding.severity) for finding in tables.findings] == [("process.absent_tables", "note")]
    assert tables.has("project", "area", "goal", "promise", "activity_plan", "activity_log", "meeting", "budget")
    log = tables.frame("activity_log")
    assert log["status"].tolist() == ["held", "partly", "cancelled", "held"]
    assert log["date"].tolist() == [
        pd.Timestamp(day) for day in ("2024-02-01", "2024-03-01", "2024-04-01", "2024-05-02")
    ]
    assert log["minutes"].tolist() == [120.0, 60.0, 0.0, 60.0]
    assert log["n_participants"].isna().tolist() == [False, False, True, True]
    assert log[["_file", "_sheet", "_row"]].to_numpy().tolist()[0] == ["process.xlsx", "aktivitetslogg", 2]
    assert [(source.file, len(source.sha256)) for source in tables.sources] == [("process.xlsx", 64)]


def test_empty_cells_mean_their_default(example: ModuleType, tmp_path: Path) -> None:
    example.write_book(tmp_path)
    tables = evaluera.read_process("process.xlsx", folder=tmp_path)
    assert tables.frame("activity_plan")["project_id"].tolist() == ["vaxer", "vaxer"]
    assert tables.frame("activity_plan")["plan_version"].tolist() == [1.0, 1.0]
    assert tables.frame("activity_log")["sessions_n"].tolist() == [1.0] * 4
    assert tables.frame("population")["group"].tolist() == ["all", "women", "all"]


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8"), (";", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")]
)
def test_csv_files_say_what_the_workbook_says(
    example: ModuleType, tmp_path: Path, separator: str, encoding: str
) -> None:
    example.write_book(tmp_path)
    folder = tmp_path / "csv"
    folder.mkdir()
    for name, grid in example.SHEETS.items():
        example.write_csv(folder, f"{name}.csv", grid, separator=separator, encoding=encoding)
    of_book = evaluera.read_process("process.xlsx", folder=tmp_path)
    of_files = evaluera.read_process("csv", folder=tmp_path)
    assert _codes(of_files) == _codes(of_book)
    for name in of_book.frames:
        pd.testing.assert_frame_equal(_plain(of_files.frame(name)), _plain(of_book.frame(name)))


def test_headings_may_be_machine_names_mixed_in_any_order_and_case(example: ModuleType, tmp_path: Path) -> None:
    example.write_book(tmp_path)
    grids = example.sheets()
    grids["Activity Log"] = grids.pop("aktivitetslogg")
    english = ["AKTIVITET", "area id", "datum ", "Status", "minutes", "n_participants", "Nya_Deltagare", "kärn moment"]
    grids["Activity Log"][0] = [*english, "cancel_reason", "logged on"]
    grids["EST omgång"] = [["EST_omgång", "område", "period", "väntade rapportörer", "received_reporters"]]
    grids["EST omgång"].append(["E1", "ersboda", "2024-03", 10, 8])
    grids["Activity Log"] = [list(reversed(row)) for row in grids["Activity Log"]]
    example.write_book(tmp_path, grids, name="mixed.xlsx")
    plain, mixed = (evaluera.read_process(name, folder=tmp_path) for name in ("process.xlsx", "mixed.xlsx"))
    pd.testing.assert_frame_equal(_plain(mixed.frame("activity_log")), _plain(plain.frame("activity_log")))
    assert mixed.has("est_round")


def test_what_people_write_for_values(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    grids["möte"][0] += ["digitalt", "protokoll publicerat"]
    grids["möte"][1] = ["B1", "umebra", dt.date(2024, 2, 10), "Held", "Ja", dt.datetime(2024, 2, 20, 9, 30)]
    grids["möte"][2] = ["B2", "LOKALT förebyggande råd", "2024-05-10 00:00", "genomförd", False, None]
    grids["EST-omgång"] = [
        ["EST-omgång", "område", "period", "väntade rapportörer", "svarande rapportörer"],
        ["E1", "ersboda", dt.date(2024, 3, 1), 10, 8],
        ["E2", "ersboda", "2024v9", "10", "8"],
        ["E3", "ersboda", "mars 2024", 10, 0],
    ]
    grids["måluppföljning"] = [
        ["mål", "period", "värde", "bedömning"],
        ["M1", 2024, "101,5", "går ej att bedöma"],
        ["M1", "2024 kv 1", 101.5, "delvis"],
        ["M1", "H1 2024", "1 234", "delvis"],
        ["M1", "2024-H2", None, "partly"],
        ["M1", dt.date(2024, 1, 1), None, "partly"],
    ]
    grids["partnerenkät"] = [["omgång", "svarande", "organisation", "fråga", "värde"], [2024, "r1", "polisen", 7, 4]]
    grids["enkätfråga"] = [["fråga", "skala", "text", "omvänd"], [7, "tillit", "Vi litar på varandra", "nej"]]
    example.write_book(tmp_path, grids)
    tables = evaluera.read_process("process.xlsx", folder=tmp_path)
    meeting = tables.frame("meeting")
    assert meeting["forum"].tolist() == ["umebra", "local_council"]
    assert meeting["digital"].tolist() == [True, False]
    assert meeting["minutes_published_on"].tolist()[0] == pd.Timestamp("2024-02-20")
    assert tables.frame("est_round")["period"].tolist() == ["2024-03", "2024-W09", "2024-03"]
    assert tables.frame("est_round")["received_reporters"].tolist() == [8.0, 8.0, 0.0]
    assert tables.frame("goal_followup")["period"].tolist() == ["2024", "2024-Q1", "2024-H1", "2024-H2", "2024-01"]
    assert tables.frame("goal_followup")["value"].tolist()[:3] == [101.5, 101.5, 1234.0]
    assert tables.frame("partner_survey")[["wave", "item_id"]].to_numpy().tolist() == [["2024", "7"]]
    assert tables.frame("survey_item")["reversed"].tolist() == [False]


def test_a_month_is_the_first_day_and_for_ends_the_last(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    grids["aktivitetsplan"][1][6:8] = ["2024-02", "2024-11"]
    example.write_book(tmp_path, grids)
    tables = evaluera.read_process("process.xlsx", folder=tmp_path)
    assert tables.frame("activity_plan").loc[0, "planned_start"] == pd.Timestamp("2024-02-01")
    assert tables.frame("activity_plan").loc[0, "planned_end"] == pd.Timestamp("2024-11-30")
    assert _codes(tables).count("process.month_for_day") == 2


def test_logs_of_many_hands_are_appended_each_with_its_place(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    log = grids.pop("aktivitetslogg")
    example.write_book(tmp_path, grids)
    folder = tmp_path / "loggar"
    (folder / "teg").mkdir(parents=True)
    example.write_csv(folder, "aktivitetslogg_ersboda_2024.csv", log[:3])
    example.write_csv(folder / "teg", "activity_log-2.csv", [log[0], log[3]], encoding="cp1252")
    example.write_book(folder, {"Form1": [log[0], log[4]]}, name="export.xlsx")
    (folder / "~$export.xlsx").write_bytes(b"locked")
    (folder / "bild.png").write_bytes(b"")
    tables = evaluera.read_process("process.xlsx", "loggar", folder=tmp_path)
    origin = tables.frame("activity_log")[["_file", "_sheet", "_row"]].to_numpy().tolist()
    assert origin == [
        ["loggar/aktivitetslogg_ersboda_2024.csv", None, 2],
        ["loggar/aktivitetslogg_ersboda_2024.csv", None, 3],
        ["loggar/export.xlsx", "Form1", 2],
        ["loggar/teg/activity_log-2.csv", None, 2],
    ]
    assert _codes(tables) == ["process.absent_tables"]


def test_a_file_named_twice_is_read_once(example: ModuleType, tmp_path: Path) -> None:
    example.write_book(tmp_path)
    tables = evaluera.read_process("process.xlsx", ".", tmp_path / "process.xlsx", folder=tmp_path)
    assert len(tables.frame("meeting")) == 2
    assert len(tables.sources) == 1


def test_other_headings_are_mapped_and_columns_ignored_before_anything_is_scanned(
    example: ModuleType, tmp_path: Path
) -> None:
    grids = example.sheets()
    grids["aktivitetslogg"][0][0] = "Vad gjorde ni?"
    for row, extra in zip(grids["aktivitetslogg"], ["E-post", "anna@example.se", None, None, None], strict=True):
        row.append(extra)
    example.write_book(tmp_path, grids)
    tables = evaluera.read_process(
        "process.xlsx", folder=tmp_path, columns={"vad gjorde ni?": "aktivitet"}, ignore_columns=["e-post"]
    )
    assert _codes(tables) == ["process.absent_tables"]
    assert tables.frame("activity_log")["activity_id"].tolist() == ["A1", "A1", "A1", "A2"]


def test_an_empty_sheet_of_the_minimum_set_says_that_there_is_nothing(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    grids["löfte"] = []
    grids["händelse"] = grids["händelse"][:1]
    example.write_book(tmp_path, grids)
    tables = evaluera.read_process("process.xlsx", folder=tmp_path)
    assert tables.has("promise", "context_event")
    assert len(tables.frame("promise")) == 0
    assert _codes(tables) == ["process.absent_tables"]


def test_an_empty_optional_table_is_not_delivered_and_all_of_them_are_one_note(
    example: ModuleType, tmp_path: Path
) -> None:
    """Headings alone say nothing: the meetings that are required then follow the usual numbers."""
    grids = example.sheets()
    grids["vandring"] = []
    grids["möteskrav"] = [["forum", "område", "år", "krav på möten"]]
    example.write_book(tmp_path, grids)
    tables = evaluera.read_process("process.xlsx", folder=tmp_path)
    assert not tables.has("walk")
    assert not tables.has("forum_requirement")
    (note,) = tables.findings
    assert (note.code, note.severity) == ("process.absent_tables", "note")
    named = str(note.values["found"]).split()
    optional = {name for name, kind in table_kinds().items() if not kind.minimum_set}
    assert set(named) == {name for name in optional if not tables.has(name)}
    meetings = evaluera.estimate("meetings", tables, year=2024).of("PM01")
    assert meetings is not None
    assert meetings.denominator == 5.0
    walks = evaluera.estimate("walks", tables, year=2024).of("PW02")
    assert walks is not None
    assert (walks.reason, walks.state) == ("no_data", "walk")


def test_instructions_and_lists_are_passed_over(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    grids["Läs mig"] = [["Så fyller du i boken"], ["Fråga Anna Svensson, 070-123 45 67"]]
    grids["Instruktion"] = [["Börja med projektet"]]
    grids["listor"] = [["genomförd", "inställd"]]
    example.write_book(tmp_path, grids)
    assert _codes(evaluera.read_process("process.xlsx", folder=tmp_path)) == ["process.absent_tables"]


def test_settings_are_kept_as_they_stand_with_their_place(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    grids["inställningar"] = [["inställning", "värde"], ["språk", "sv"], ["insats", None], ["bekräftat år", 2024]]
    example.write_book(tmp_path, grids)
    settings = evaluera.read_process("process.xlsx", folder=tmp_path).settings
    assert list(settings) == ["språk", "bekräftat år"]
    value, place = settings["bekräftat år"]
    assert (value, place.file, place.sheet, place.row, place.column) == (
        2024,
        "process.xlsx",
        "inställningar",
        4,
        "värde",
    )


def test_generated_ids_follow_the_content_not_the_order(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    log = grids["aktivitetslogg"]
    log.append(list(log[1]))
    example.write_book(tmp_path, grids, name="a.xlsx")
    grids["aktivitetslogg"] = [log[0], *reversed(log[1:])]
    example.write_book(tmp_path, grids, name="b.xlsx")
    first, second = (
        evaluera.read_process(name, folder=tmp_path).frame("activity_log") for name in ("a.xlsx", "b.xlsx")
    )
    assert first["log_id"].is_unique
    assert first["log_id"].str.fullmatch(r"activity-log-[0-9a-f]{10}-[12]").all()
    assert set(first["log_id"]) == set(second["log_id"])
    of_day = first.set_index("date")["log_id"]
    assert of_day[pd.Timestamp("2024-03-01")] == second.set_index("date")["log_id"][pd.Timestamp("2024-03-01")]


def test_ids_that_no_other_table_refers_to_may_be_left_empty(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    made = {"budget": ("budget", "line_id"), "händelse": ("context_event", "event_id")}
    for sheet, (table, column) in made.items():
        place = next(n for n, head in enumerate(grids[sheet][0]) if head in ("budgetrad", "händelse"))
        for row in grids[sheet][1:]:
            row[place] = None
        assert table_kind(table).column(column).generated
    grids["programteori"] = [
        ["från led", "till led", "från ledtyp", "till ledtyp"],
        ["A1", "M1", "aktivitet", "utfall på lång sikt"],
        ["A2", "M1", "aktivitet", "utfall på lång sikt"],
    ]
    example.write_book(tmp_path, grids)
    tables = evaluera.read_process("process.xlsx", folder=tmp_path)
    assert _codes(tables) == ["process.absent_tables"]
    for table, column in (*made.values(), ("theory_link", "link_id")):
        ids = tables.frame(table)[column]
        assert len(ids)
        assert ids.is_unique
        assert ids.str.fullmatch(rf"{table.replace('_', '-')}-[0-9a-f]{{10}}-1").all()


def test_an_id_does_not_change_when_a_default_is_written_out(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    example.write_book(tmp_path, grids, name="a.xlsx")
    for row, sessions in zip(grids["aktivitetslogg"], ["antal tillfällen", 1, 1, None, 1], strict=True):
        row.append(sessions)
    example.write_book(tmp_path, grids, name="b.xlsx")
    both = [evaluera.read_process(name, folder=tmp_path) for name in ("a.xlsx", "b.xlsx")]
    first, second = (tables.frame("activity_log")["log_id"].tolist() for tables in both)
    assert first == second


def test_an_empty_part_of_a_key_is_a_value(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    grids["möteskrav"] = [
        ["forum", "område", "år", "krav på möten"],
        ["Umebrå", None, 2024, 5],
        ["lokalt förebyggande råd", "ersboda", 2024, 4],
        ["Umebrå", None, 2024, 4],
    ]
    example.write_book(tmp_path, grids)
    assert _refused("process.xlsx", folder=tmp_path) == [
        'process.xlsx, blad möteskrav, rad 4: "Umebrå, 2024" står redan på rad 2. '
        "Varje rad ska vara en egen sak: ta bort eller rätta en av dem."
    ]


def test_rows_for_several_sessions_are_judged_by_the_session(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    grids["aktivitetslogg"][0].append("antal tillfällen")
    grids["aktivitetslogg"][1][4:8] = [1200, 140, 20, 4]
    grids["aktivitetslogg"][1].append(10)
    example.write_book(tmp_path, grids)
    assert _codes(evaluera.read_process("process.xlsx", folder=tmp_path)) == ["process.absent_tables"]


def test_core_components_are_those_of_each_session_of_a_row(example: ModuleType, tmp_path: Path) -> None:
    """Minutes and participants of a row are sums; the core components are not, and PF03 weighs them by the sessions."""
    grids = example.sheets()
    grids["aktivitetslogg"][0].append("antal tillfällen")
    grids["aktivitetslogg"][1][4:8] = [1200, 140, 20, 5]
    grids["aktivitetslogg"][1].append(10)
    example.write_book(tmp_path, grids)
    assert _refused("process.xlsx", folder=tmp_path) == [
        "process.xlsx, blad aktivitetslogg, rad 2, kolumn kärnmoment: "
        "5 kärnmoment är fler än planens, 4. Rätta antalet eller planen."
    ]


def test_the_plan_of_the_day_decides(example: ModuleType, tmp_path: Path) -> None:
    """Version 2 from April has six core components: five are too many in February, not in May."""
    grids = example.sheets()
    plan, log = grids["aktivitetsplan"], grids["aktivitetslogg"]
    plan[0] += ["planversion", "ändrad"]
    plan[1] += [1, None]
    plan[2] += [1, None]
    plan.append([*plan[1][:11], 6, *plan[1][12:13], 2, "2024-04-01"])
    log.append(["A1", "ersboda", "2024-05-01", "genomförd", 120, 10, 1, 5, None, "2024-05-02"])
    example.write_book(tmp_path, grids)
    assert _codes(evaluera.read_process("process.xlsx", folder=tmp_path)) == ["process.absent_tables"]
    log[1][7] = 5
    example.write_book(tmp_path, grids)
    assert _refused("process.xlsx", folder=tmp_path) == [
        "process.xlsx, blad aktivitetslogg, rad 2, kolumn kärnmoment: "
        "5 kärnmoment är fler än planens, 4. Rätta antalet eller planen."
    ]


def test_what_should_have_happened_is_missed_only_when_its_day_has_come(example: ModuleType, tmp_path: Path) -> None:
    example.write_book(tmp_path)
    early = evaluera.read_process("process.xlsx", folder=tmp_path, until=dt.date(2024, 12, 31))
    late = evaluera.read_process("process.xlsx", folder=tmp_path, until=dt.date(2025, 3, 31))
    assert _codes(early) == ["process.absent_tables"]
    assert _codes(late) == ["process.absent_tables", "process.promise_not_followed_up"]


def test_a_folder_without_data_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert _refused("tom", "borta", folder=tmp_path)[:2] == [
        "tom: Mappen har inga datafiler. Lägg arbetsböcker eller CSV-filer i den, eller ange en annan mapp.",
        "borta: Det finns ingen mapp eller fil med det namnet. Kontrollera namnet.",
    ]


def test_a_broken_file_does_not_hide_the_findings_of_the_others(example: ModuleType, tmp_path: Path) -> None:
    grids = example.sheets()
    grids["möte"][1][2] = "snart"
    example.write_book(tmp_path, grids)
    (tmp_path / "trasig.xlsx").write_bytes(b"PK\x03\x04 and no more")
    refused = _refused("trasig.xlsx", "process.xlsx", "borta.csv", folder=tmp_path)
    assert [text.partition(":")[0] for text in refused] == [
        "trasig.xlsx",
        "process.xlsx, blad möte, rad 2, kolumn datum",
        "borta.csv",
    ]


@pytest.mark.parametrize("name", list(table_kinds()))
def test_every_table_takes_its_swedish_headings_and_its_machine_names(name: str, tmp_path: Path) -> None:
    """A header alone is read without a word about its columns, from a sheet or file of either name."""
    kind = table_kinds()[name]
    swedish = ";".join(column.heading for column in kind.columns)
    (tmp_path / f"{kind.sheet}.csv").write_text(swedish.upper() + "\n", encoding="utf-8")
    (tmp_path / f"{name}_2.csv").write_text(";".join(reversed(kind.names)) + "\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        evaluera.read_process(f"{kind.sheet}.csv", f"{name}_2.csv", folder=tmp_path)
    codes = {finding.code for finding in caught.value.findings if finding.values.get("table") == name}
    assert not codes
    missing = {finding.values["table"] for finding in caught.value.findings if finding.code == "process.missing_table"}
    assert missing == {each.name for each in table_kinds().values() if each.minimum_set} - {name}
