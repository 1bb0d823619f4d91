"""Primal heuristics: what finds plans."""
