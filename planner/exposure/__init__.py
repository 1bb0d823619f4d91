"""Exposure: expected losses of cases and certain costs of obligations, as coefficients."""

from planner.exposure.book import ExposureBook, exposure_book
from planner.exposure.concern import About
from planner.exposure.likelihoods import Readings, feels, readings
from planner.exposure.obligations import ObligationFile, obligation_files

__all__ = [
    "About",
    "ExposureBook",
    "ObligationFile",
    "Readings",
    "exposure_book",
    "feels",
    "obligation_files",
    "readings",
]
