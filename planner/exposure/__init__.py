"""Exposure: what cases are expected to cost, and obligations cost for certain, to who stays."""

from planner.exposure.book import ExposureBook, exposure_book
from planner.exposure.concern import About
from planner.exposure.likelihoods import Readings, feels, in_percent, readings
from planner.exposure.obligations import ObligationFile, obligation_files

__all__ = [
    "About",
    "ExposureBook",
    "ObligationFile",
    "Readings",
    "exposure_book",
    "feels",
    "in_percent",
    "obligation_files",
    "readings",
]
