"""evaluation.yaml: read, checked and written, in Swedish or English words."""

from __future__ import annotations

from evaluera.parameters.loading import Reading, load, read
from evaluera.parameters.locking import Lock, lock
from evaluera.parameters.models import Parameters
from evaluera.parameters.schema_form import schema
from evaluera.parameters.writing import dump

__all__ = ["Lock", "Parameters", "Reading", "dump", "load", "lock", "read", "schema"]
