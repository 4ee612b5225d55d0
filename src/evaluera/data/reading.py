"""A panel from a file: CSV, Excel, Parquet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from evaluera.data.assembly import assemble
from evaluera.data.columns import Layout
from evaluera.data.complaints import Complaints
from evaluera.data.data_file import open_data_file
from evaluera.data.entry import checked_entry, names, precision_columns
from evaluera.data.panel import Kind, Panel
from evaluera.data.table import Table

__all__ = ["read", "read_table"]


def read(
    path: str | Path,
    *,
    period: str | Sequence[str] | None = None,
    value: str | Sequence[str] | None = None,
    area: str | None = None,
    outcome: str | None = None,
    exposure: str | None = None,
    kind: Kind = "count",
    frequency: str | None = None,
    covariates: Sequence[str] = (),
    interval: tuple[str | None, str | None] | None = None,
    n: str | None = None,
    design_effect: str | float | None = None,
    interval_confidence: float = 0.95,
    method_break: object = None,
    sheet: str | None = None,
    missing: Sequence[str] = (),
    source: str | None = None,
    retrieved_on: dt.date | str | None = None,
    preliminary_from: object = None,
    area_level: str | None = None,
    folder: str | Path | None = None,
) -> Panel:
    """What was measured, where and when: a file in tidy form, checked once.

    Parameters
    ----------
    path
        ``.csv``, ``.tsv`` or ``.txt`` (columns by ``;``, tab or comma; UTF-8 or a Windows code page; decimal comma or
        point; spaces between thousands), ``.xlsx``, ``.xlsm``, ``.xls``, or ``.parquet``. The first row that is not
        empty holds the column names.
    period, value, area, outcome, exposure, covariates
        Column names as in :func:`evaluera.panel`. When none is given, tidy names in Swedish and English are looked
        for: period or månad, value or antal, area or område, outcome or brottstyp, exposure or folkmängd. When some
        are given, only ``period`` and ``value`` are still looked for.
    interval, n, design_effect, interval_confidence, method_break
        Of a sample survey, as in :func:`evaluera.panel`. With ``kind="share"`` and no column given, nedre or low, övre
        or high, antal svarande or n, and designeffekt or design_effect are recognised.
    kind, frequency, missing, source, retrieved_on, preliminary_from, area_level
        As in :func:`evaluera.panel`.
    sheet
        Name of the sheet in a workbook; needed when several sheets hold something.
    folder
        What a relative ``path`` is relative to; None is the current folder.

    Returns
    -------
    Panel
        Its ``origin`` has the file as given, its SHA-256 and the number of data rows.

    Raises
    ------
    DataError
        With every finding at once; what is wrong with the file as such comes alone.

    Notes
    -----
    What a comma in a number means follows from the separator (``;`` and tab: decimal comma; comma: ambiguous when it
    looks like thousands). Signs as ``..`` and ``-`` are never taken for missing or zero: declare them by ``missing``
    or mend the file.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "brott.csv").write_text("månad;antal\\n2005-01;12\\n2005-02;9\\n", encoding="utf-8")
    ...     crimes = read("brott.csv", folder=folder, source="Brå")
    >>> crimes.periods[0], crimes.rows["value"].tolist(), crimes.origin.rows_read
    (Period('2005-01', 'M'), [12.0, 9.0], 2)
    """
    table = read_table(path, sheet=sheet, folder=folder)
    complaints = Complaints(file=table.file, sheet=table.sheet)
    complaints.extend(table.findings)
    entry = checked_entry(
        kind=kind,
        frequency=frequency,
        missing=missing,
        source=source,
        retrieved_on=retrieved_on,
        preliminary_from=preliminary_from,
        area_level=area_level,
        design_effect=design_effect,
        interval_confidence=interval_confidence,
        method_break=method_break,
        complaints=complaints,
    )
    layout = Layout(
        period=names(period) or None,
        value=names(value) or None,
        area=area,
        outcome=outcome,
        exposure=exposure,
        covariates=names(covariates),
        precision=precision_columns(interval=interval, n=n, design_effect=design_effect),
    )
    return assemble(table, layout, entry, complaints)


def read_table(path: str | Path, *, sheet: str | None = None, folder: str | Path | None = None) -> Table:
    """The cells of a file before anything is interpreted.

    Raises
    ------
    DataError
        Something is wrong with the file as such.
    """
    file = open_data_file(path, folder=folder)
    if file.suffix == ".parquet":
        from evaluera.data.parquet import parquet_table

        return parquet_table(file)
    if file.suffix.startswith(".xls"):
        from evaluera.data.workbook import workbook_table

        return workbook_table(file, sheet)
    from evaluera.data.delimited_text import text_table

    return text_table(file)
