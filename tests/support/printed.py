"""What another program reads of a PDF."""

import re
import subprocess

from planner.exports.paper import Paper, PaperSheet
from planner.exports.table import table_texts


def page_texts(content: bytes) -> list[str]:
    """The closed-up text of each page, in the order in which it is drawn; nothing off the page."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    read = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    return [closed_up(page) for page in read.split("\f")[:-1]]


def closed_up(text: str) -> str:
    """A text without white space and hyphens, since lines may break at them."""
    return re.sub(r"[\s-]", "", text)


def missing(sheet: PaperSheet, printed: str) -> list[str]:
    """The sentences and rows of a sheet that are not printed as a whole."""
    texts = [sheet.title, *sheet.sentences, *sheet.notes]
    for table in (*sheet.tables, *(figure.table for figure in sheet.figures)):
        _, rows = table_texts(table)
        texts += ["".join(column.title for column in table.columns), *table.notes]
        texts += ["".join(row) for row in rows]
    return [text for text in texts if closed_up(text) not in printed]


def assert_printed(paper: Paper, content: bytes) -> None:
    """Each front sheet is a page; the others stand behind them, and no column is cut off."""
    front = [sheet for sheet in paper.sheets if sheet.is_front]
    pages = page_texts(content)
    appendix = "".join(pages[len(front) :])
    places = [*pages[: len(front)], *[appendix] * (len(paper.sheets) - len(front))]
    lost = {
        sheet.name: texts
        for sheet, printed in zip(paper.sheets, places, strict=True)
        if (texts := missing(sheet, printed))
    }

    assert not lost, lost
