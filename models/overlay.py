"""A named partial change to a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Overlay:
    """Changes that are laid over a scenario; later overlays win.

    ``changes`` has the shape of the scenario's files: settings by name, tables by key. A value
    of None takes the row out.
    """

    name: str
    about: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    includes: tuple[str, ...] = ()
    """Names of overlays that this one stands on: laid before it, in order."""
