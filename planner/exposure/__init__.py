"""Exposure: expected losses of cases and certain costs of obligations, as coefficients."""

from planner.exposure.book import ExposureBook, exposure_book, with_other_risks
from planner.exposure.concern import About
from planner.exposure.likelihoods import Readings, is_affected_by, readings
from planner.exposure.obligations import ObligationFile, obligation_files

__all__ = [
    "About",
    "ExposureBook",
    "ObligationFile",
    "Readings",
    "exposure_book",
    "is_affected_by",
    "obligation_files",
    "readings",
    "with_other_risks",
]
