"""The bytes of a workbook to its XML parts, with limits on the unpacked size."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from models.errors import InputError, shown

UNPACKED_BYTES = 60_000_000
"""All parts together."""

_ENTRIES = 1_000
_CHUNK = 262_144
_XML = (".xml", ".rels")
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_SAVE = "Save it from a spreadsheet program as an Excel workbook (.xlsx), without a password."


def parts_of(
    content: bytes, file: str, most_bytes: int = UNPACKED_BYTES, *, every: bool = False
) -> dict[str, bytes]:
    """The XML parts of a workbook by name.

    Parameters
    ----------
    content
        The file.
    file
        Its name in messages.
    most_bytes
        The size of all parts together above which it is refused.
    every
        Take pictures, macros and the like too.

    Raises
    ------
    InputError
        If it is not a workbook, or larger than that.
    """
    if not content:
        raise _wrong("is empty", file, next_step="Fill it in, or delete the file.")
    if content.startswith(_OLD_OFFICE):
        raise _wrong("is encrypted, or in the format of Excel before 2007", file)
    if not content.startswith(b"PK\x03\x04"):
        raise _wrong("is not an XLSX workbook", file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_unusual(entries, file)
            wanted = [each for each in entries if every or _is_xml(each)]
            return dict(_members(archive, wanted, file, most_bytes))
    except _BROKEN:
        raise _wrong("is damaged, or not an XLSX workbook", file) from None


def _refuse_unusual(entries: list[zipfile.ZipInfo], file: str) -> None:
    if len(entries) > _ENTRIES:
        raise _wrong(f"holds more than {_ENTRIES:,} parts", file)
    names = [entry.filename.lower() for entry in entries]
    if "mimetype" in names:
        raise _wrong("is an OpenDocument file, not an XLSX workbook", file)
    if len(set(names)) < len(names):
        raise _wrong("holds a part twice", file)
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise _wrong("holds a part whose name points outside it", file, shown(name))
        if entry.flag_bits & _ENCRYPTED:
            raise _wrong("is protected by a password", file)
        if entry.compress_type not in _METHODS:
            raise _wrong("is compressed in a way that workbooks are not", file, shown(name))


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_XML)


def _members(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], file: str, most_bytes: int
) -> Iterator[tuple[str, bytes]]:
    left = most_bytes
    for entry in entries:
        chunks: list[bytes] = []
        with archive.open(entry) as stream:
            # What is unpacked is counted: sizes in the directory may be false.
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    million = most_bytes // 1_000_000
                    raise _wrong(f"holds more than {million} MB once unpacked", file)
                chunks.append(chunk)
        yield entry.filename, b"".join(chunks)


def _wrong(message: str, file: str, found: str = "", next_step: str = _SAVE) -> InputError:
    return InputError.of(message, file, found=found, next_step=next_step)
