"""Rules from result to finding and certainty; no sentences."""
