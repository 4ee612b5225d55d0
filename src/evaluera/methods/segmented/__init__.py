"""One series with a change at a known time: what both effect methods do with it."""
