"""Tables of results in a notebook or a terminal: as Arrow, as lines of text, as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.exports.arrow import ArrowTable
    from planner.exports.table import Table


class ArrowTables(Mapping[str, "ArrowTable"]):
    """Tables by name, converted to Arrow on access."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = {table.name: table for table in tables}

    def __getitem__(self, name: str) -> ArrowTable:
        from planner.exports.arrow import arrow_table

        if name not in self._tables:
            raise KeyError(f"no table {name!r}; there are: {', '.join(self._tables)}")
        return arrow_table(self._tables[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return f"Arrow tables: {', '.join(self._tables)}"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._tables)


def table_text(table: Table) -> str:
    """A table as lines of text, under its title."""
    from planner.exports.table import table_texts

    unit, texts = table_texts(table)
    return _lines(table.title, unit, [[column.title for column in table.columns], *texts])


def _lines(title: str, unit: str, rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines under a title, all cells but the first flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(t.rjust(w) for t, w in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    ]
    return "\n".join([f"{title}, {unit}" if unit else title, *lines])


def table_html(table: Table) -> str:
    """A table as HTML; the contents of cells are escaped."""
    from planner.exports.table import table_texts

    unit, texts = table_texts(table)
    title = f"{table.title}, {unit}" if unit else table.title
    heads = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in texts
    )
    return (
        f"<table><caption>{escape(title)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
