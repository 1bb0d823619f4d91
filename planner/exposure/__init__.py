"""Exposure: what the cases of a scenario are expected to cost, before anyone decides."""

from planner.exposure.book import ExposureBook, exposure_book
from planner.exposure.likelihoods import Readings, feels, in_percent, readings

__all__ = ["ExposureBook", "Readings", "exposure_book", "feels", "in_percent", "readings"]
