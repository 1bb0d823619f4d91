"""Spellings of one name or figure: full width and half width, capitals, blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from models.base import ID_PATTERN

_HALF_WIDTH: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x00A0, 0x202F, 0x3000), " "),
    0x3002: ".",
    0xFFE5: "¥",
}
_ID = re.compile(ID_PATTERN)
LONGEST_ID = 64
_NOT_IN_IDS = re.compile(r"[^a-z0-9_]+")


def half_width(text: str) -> str:
    """The text with the digits, letters and punctuation of Chinese input methods in ASCII."""
    return text.strip() if text.isascii() else text.translate(_HALF_WIDTH).strip()


def as_id(text: str) -> str:
    """An identifier without its capitals and blanks: ``HB China`` is ``hb-china``.

    Empty if it is no identifier for another reason.
    """
    spelled = "-".join(half_width(text).lower().split())
    return spelled if _ID.match(spelled) else ""


def id_of_name(name: str) -> str:
    """An identifier made of a name: ``R&D, Kuala Lumpur`` is ``r-d-kuala-lumpur``.

    Empty for a name in another script, which has no spelling in identifiers.
    """
    return latin_id(name) if half_width(name).isascii() else ""


def latin_id(name: str) -> str:
    """An identifier made of what is Latin in a name: ``研发 R&D`` is ``r-d``.

    Letters lose their accents. Empty if nothing is Latin.
    """
    parts = unicodedata.normalize("NFKD", half_width(name)).encode("ascii", "ignore").decode()
    return _NOT_IN_IDS.sub("-", parts.lower()).strip("-_")[:LONGEST_ID].rstrip("-_")


def heading_of(text: str, known: Collection[str]) -> str:
    """The known heading that a text spells in another way: ``Data class`` is ``data_class``."""
    spelled = "_".join(half_width(text).lower().replace("-", "_").split())
    return spelled if spelled in known else text


def plain_name(text: str) -> str:
    """A name as it is compared: without capitals, and with single blanks."""
    return " ".join(half_width(text).casefold().split())
