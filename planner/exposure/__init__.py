"""Exposure: expected losses of cases and certain costs of obligations, as coefficients."""

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
