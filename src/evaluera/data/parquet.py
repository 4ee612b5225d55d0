"""Parquet files: columns with types already."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd

from evaluera.data.data_file import DataFile, refuse
from evaluera.data.table import Table

__all__ = ["parquet_table"]


def parquet_table(file: DataFile) -> Table:
    """Read a Parquet file; its first row is row 2, as if it had a header row.

    Raises
    ------
    DataError
        ``data.corrupt_file``.
    """
    from pyarrow import ArrowException

    try:
        frame = pd.read_parquet(io.BytesIO(file.content))
    except ArrowException:
        refuse("data.corrupt_file", file.shown)
    return replace(Table.of_frame(frame), file=file.shown, sha256=file.sha256, findings=file.warnings)
