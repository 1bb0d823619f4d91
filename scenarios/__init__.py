"""Bundled scenarios: worked examples, as files."""
