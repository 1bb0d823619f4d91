"""Kept posts: the rule, and its kinds of limits."""
