"""Explains plans: their tasks and waves, what the saving depends on, why no plan exists."""
