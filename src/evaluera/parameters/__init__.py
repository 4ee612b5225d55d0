"""The parameter file: models, YAML with line numbers, JSON Schema."""
