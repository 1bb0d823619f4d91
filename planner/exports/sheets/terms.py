"""Chinese for every text of the two front sheets; one place for all of it."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {}
