"""Dual bounds, which prove how good a plan is."""
