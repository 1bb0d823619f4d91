"""Seats: the rule, and its kinds of limits."""
