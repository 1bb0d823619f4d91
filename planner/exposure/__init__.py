"""Exposure: what the cases of a scenario are expected to cost, before anyone decides."""

from planner.exposure.book import ExposureBook, exposure_book

__all__ = ["ExposureBook", "exposure_book"]
