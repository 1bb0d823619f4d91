"""Finds plans; the only package that imports ortools."""
