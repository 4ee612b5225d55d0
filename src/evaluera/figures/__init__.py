"""From a result to figures: what a result contains decides what is drawn."""
