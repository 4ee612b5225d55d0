"""Figures of the process half: what was done, read off the records and the numbers of the process methods."""
