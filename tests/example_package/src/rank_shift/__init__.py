"""Hodges-Lehmann shift between two windows: a method for evaluera."""
