"""Commentary beside the YAML finds its section, in the words of either language."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluera.errors import EvalueraError
from evaluera.report.commentary import check, comment


def write(folder: Path, name: str, data: bytes) -> None:
    (folder / "commentary").mkdir(exist_ok=True)
    (folder / "commentary" / name).write_bytes(data)


@pytest.mark.parametrize("name", ["results.md", "resultat.md", "Resultat.md"])
def test_a_file_is_placed_by_its_name(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "Vi bytte *rutin* i mars.".encode("utf-8-sig"))
    check(tmp_path, "sv")
    html = comment(tmp_path, "results", "sv")
    assert html is not None
    assert "<em>rutin</em>" in html
    assert "<h3>Kommentar från utvärderaren</h3>" in html
    assert comment(tmp_path, "methods", "sv") is None


def test_unknown_sections_and_unreadable_files_are_told_together(tmp_path: Path) -> None:
    write(tmp_path, "slutord.md", b"x")
    write(tmp_path, "resultat.md", b"\xff\xfe\x00")
    with pytest.raises(EvalueraError) as caught:
        check(tmp_path, "sv")
    found = {(finding.code, finding.place.file) for finding in caught.value.findings}
    assert found == {
        ("report.unknown_commentary", "commentary/slutord.md"),
        ("report.unreadable_commentary", "commentary/resultat.md"),
    }
    assert "första sidan, genomförande, resultat, bidrag, tillförlitlighet, metodbilaga" in str(caught.value)


def test_no_folder_is_no_commentary(tmp_path: Path) -> None:
    check(tmp_path, "en")
    assert comment(tmp_path, "results", "en") is None


def test_other_files_are_no_commentary(tmp_path: Path) -> None:
    write(tmp_path, "~lås.md", b"x")
    write(tmp_path, "bild.png", b"x")
    check(tmp_path, "en")
    assert comment(tmp_path, "results", "en") is None
