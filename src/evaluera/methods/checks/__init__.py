"""Checks of assumptions, one question each."""
