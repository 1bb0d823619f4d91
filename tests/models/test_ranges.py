"""Figures that may be off: what kind they are, and how they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.ranges import Figure, FigureKind, figure_at, put_at
from tests.support.builders import case, rate, scenario

CASE = case("raid", "leak", 0.02, "CNY 1000.50")


def test_what_a_field_holds() -> None:
    """A share, an amount in its smallest unit, an exact rate, a count; a name is none of them."""
    company = scenario()

    assert figure_at(CASE, ("likelihood",)) == Figure(FigureKind.NUMBER, Decimal("0.02"))
    assert figure_at(CASE, ("loss",)) == Figure(FigureKind.MONEY, Decimal(100_050), "CNY")
    assert figure_at(rate("CNY", "0.1385"), ("worth",)) == Figure(
        FigureKind.RATE, Decimal("0.1385")
    )
    assert figure_at(company, ("horizon", "periods")) == Figure(FigureKind.COUNT, Decimal(4))
    assert figure_at(CASE, ("topic",)) is None
    assert figure_at(company, ("budget", "total")) is None
    assert figure_at(company, ("offices", "1", "seats")) == Figure(FigureKind.COUNT, Decimal(100))


@pytest.mark.parametrize("path", [("x",), ("loss", "amount"), ("likelihood", "x"), ("source", "1")])
def test_paths_that_lead_nowhere(path: tuple[str, ...]) -> None:
    """An amount is one figure, and a figure has no parts."""
    with pytest.raises(LookupError):
        figure_at(CASE, path)


@pytest.mark.parametrize(
    ("figure", "text", "written"),
    [
        (Figure(FigureKind.NUMBER, Decimal(1)), "0.10", "0.1"),
        (Figure(FigureKind.NUMBER, Decimal(1)), "1e-7", "1e-07"),
        (Figure(FigureKind.COUNT, Decimal(1)), "12.0", "12"),
        (Figure(FigureKind.RATE, Decimal(1)), "0.150", "0.150"),
        (Figure(FigureKind.MONEY, Decimal(1), "USD"), "JPY 12", "JPY 12"),
        (Figure(FigureKind.MONEY, Decimal(1), "USD"), "USD 12.5", "USD 12.50"),
    ],
)
def test_a_figure_is_read_as_its_like_is(figure: Figure, text: str, written: str) -> None:
    """And written in one way."""
    assert str(figure.alike(text)) == written
    assert figure.alike(written) == figure.alike(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FigureKind.COUNT, "1.5"),
        (FigureKind.COUNT, "inf"),
        (FigureKind.COUNT, "1e999999"),
        (FigureKind.NUMBER, "nan"),
        (FigureKind.NUMBER, "many"),
        (FigureKind.RATE, "1e-999999"),
        (FigureKind.RATE, "x"),
        (FigureKind.MONEY, "12"),
    ],
)
def test_what_is_no_such_figure_is_refused(kind: FigureKind, text: str) -> None:
    """Fractions of a head, numbers without end, words, an amount without a currency."""
    currency = "USD" if kind is FigureKind.MONEY else ""
    with pytest.raises(ValueError, match=r"."):
        Figure(kind, Decimal(1), currency).alike(text)


def test_a_value_is_put_where_a_path_leads() -> None:
    """Nothing else changes, and what was there before stays as it was."""
    plain = {"a": [{"b": 1}, {"b": 2}], "c": 3}

    assert put_at(plain, ("a", "2", "b"), 9) == {"a": [{"b": 1}, {"b": 9}], "c": 3}
    assert plain == {"a": [{"b": 1}, {"b": 2}], "c": 3}
