"""Chinese for all that papers say in it, from the file of terms beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("terms.toml")

_TERMS: Mapping[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))

CHINESE: Mapping[str, str] = {
    english: chinese for group in _TERMS["texts"].values() for english, chinese in group.items()
}
"""Chinese by the English text of ours, with the same parts to fill in."""

STAGES: Mapping[str, str] = _TERMS["stages"]
"""Stages of matters, which stand as values of inputs."""

FIELDS: Mapping[str, str] = _TERMS["fields"]
"""Fields of a scenario that figures stand in, and the groups they are in."""

TABLES: Mapping[str, str] = _TERMS["tables"]
"""Tables of a scenario, which stand for rows that are not told."""
