"""The tables of the process half: what is planned, logged, decided, promised and observed."""
