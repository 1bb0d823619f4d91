"""Makes a presentation independent of when it was written, and names its fonts and colours."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_CHINESE_FONT = "Microsoft YaHei"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def steady_bytes(content: bytes, dated: date) -> bytes:
    """Return an office file with all times in it set to one day.

    Parameters
    ----------
    content
        The file, a ZIP archive; workbooks inside it are treated alike.
    dated
        The day.
    """
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as read,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as write,
    ):
        for name in read.namelist():
            part = zipfile.ZipInfo(name, _ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(part, _steady(name, read.read(name), dated))
    return buffer.getvalue()


def _steady(name: str, content: bytes, dated: date) -> bytes:
    if name.endswith(".xlsx"):
        return steady_bytes(content, dated)
    if name == "docProps/core.xml":
        return _MOMENT.sub(rb"\g<1>%sT00:00:00Z\g<2>" % f"{dated}".encode(), content)
    if name.startswith("ppt/theme/"):
        return content.replace(
            b'<a:ea typeface=""/>', f'<a:ea typeface="{_CHINESE_FONT}"/>'.encode()
        )
    return content
