"""Primal heuristics, which find plans."""
