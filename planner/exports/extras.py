"""Libraries that not everybody needs: the extra that brings each, and whether it is there."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module

from models.errors import InputError, Problem


@dataclass(frozen=True, slots=True)
class Extra:
    """An extra of this package."""

    name: str
    """In ``relocation-planner[name]``."""
    library: str
    """Module that it brings."""
    of_system: tuple[str, ...] = ()
    """Packages of Debian that the library needs besides."""


PDF = Extra("pdf", "weasyprint", ("libpango-1.0-0", "libpangoft2-1.0-0"))
SLIDES = Extra("slides", "pptx")


def missing(extra: Extra, file: str = "") -> Problem | None:
    """Say what has to be installed before a file of a format can be written, if anything.

    Parameters
    ----------
    extra
        The extra that brings the format's library.
    file
        The file, if its name is known.
    """
    try:
        # WeasyPrint explains at length, on standard output, what it does not find.
        with redirect_stdout(io.StringIO()):
            import_module(extra.library)
    except ImportError:
        step = f"Install it: pip install 'relocation-planner[{extra.name}]'"
        return Problem(f"needs {extra.library}, which is not installed", file=file, next_step=step)
    except OSError as error:
        return Problem(
            f"needs {extra.library}, which lacks a library of the system",
            file=file,
            found=str(error).splitlines()[0],
            next_step=f"Install it; on Debian: apt-get install {' '.join(extra.of_system)}",
        )
    return None


def expect(extra: Extra) -> None:
    """Refuse to go on without an extra.

    Raises
    ------
    InputError
        Its library is not installed, or what that needs of the system.
    """
    if problem := missing(extra):
        raise InputError([problem])
