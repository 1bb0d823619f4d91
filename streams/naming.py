"""What is said of a name that a scenario does not have: it may say anything, of a person too."""

from __future__ import annotations

from hashlib import sha256

_SHOWN = 12


def not_in(scenario: str, what: str, name: str) -> str:
    """``a cohort that shanghai does not have (1f2e3d4c5b6a)``.

    Parameters
    ----------
    scenario
        Its name.
    what
        What the name should have been of.
    name
        Told by the start of its SHA-256 alone, by which whoever has the events finds it.
    """
    return f"{what} that {scenario} does not have ({sha256(name.encode()).hexdigest()[:_SHOWN]})"
