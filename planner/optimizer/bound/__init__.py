"""Dual bounds: what proves how good a plan is."""
