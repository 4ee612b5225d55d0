"""Ways to compare two windows: one series, two totals, and areas against comparison areas."""
