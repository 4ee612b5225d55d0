"""The report: notebook execution, rendering, the folder of a run."""
