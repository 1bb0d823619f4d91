"""How figures are written in charts."""

from __future__ import annotations


def figure(value: float) -> str:
    """To three digits, but never less than a whole: ``1,234``, ``12.3``, ``0.25``."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def change(value: float) -> str:
    """The same with its sign: ``+12.3``."""
    text = figure(value)
    return text if text == "0" or value < 0 else f"+{text}"
