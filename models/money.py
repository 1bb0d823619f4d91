"""Money: an integer number of the currency's smallest unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, model_serializer, model_validator

from models.base import Cash, Frozen, Text

CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

_WITHOUT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_WITH_THREE = "BHD IQD JOD KWD LYD OMR TND"
_MINOR_DIGITS: Mapping[str, int] = {
    **dict.fromkeys(_WITHOUT.split(), 0),
    **dict.fromkeys(_WITH_THREE.split(), 3),
}
_WRITTEN = re.compile(r"^([A-Z]{3}) ([0-9]{1,15}(?:\.[0-9]+)?)$")


def minor_digits(currency: str) -> int:
    """Decimal places of a currency's smallest unit (ISO 4217): 2 for USD, 0 for JPY."""
    return _MINOR_DIGITS.get(currency, 2)


class Money(Frozen):
    """An amount of money, written ``USD 1250.50``."""

    currency: CurrencyCode
    """ISO 4217 code."""
    amount: Cash
    """Integer of the currency's smallest unit (cents, sen, yen); never negative."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return _parsed(value) if isinstance(value, str) else value

    @model_serializer
    def _write(self) -> str:
        return str(self)

    def __str__(self) -> str:
        digits = minor_digits(self.currency)
        return f"{self.currency} {Decimal(self.amount).scaleb(-digits):.{digits}f}"


def _parsed(text: str) -> dict[str, object]:
    match = _WRITTEN.match(text.strip())
    if match is None:
        raise ValueError("write the currency first, as in 'USD 1250.50'")
    currency, digits = match.group(1), minor_digits(match.group(1))
    scaled = Decimal(match.group(2)).scaleb(digits)
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{currency} has {digits} decimal places, not more")
    return {"currency": currency, "amount": int(scaled)}


def _shortest(decimal: str) -> str:
    """The same figure without needless zeros, so that equal rates are written alike."""
    return f"{Decimal(decimal).normalize():f}"


class Rate(Frozen):
    """One row of the rate table: what one unit of a currency is worth."""

    currency: CurrencyCode
    worth: Annotated[
        str, StringConstraints(pattern=r"^[0-9]{1,9}(\.[0-9]{1,12})?$"), AfterValidator(_shortest)
    ]
    """Units of the planning currency that one unit of this currency buys, as a decimal."""
    source: Text = Field(min_length=1)
    """Where the rate comes from; ``assumption`` for an assumption."""

    @model_validator(mode="after")
    def _positive(self) -> Rate:
        if self.value == 0:
            raise ValueError("a rate must be above zero")
        return self

    @property
    def value(self) -> Decimal:
        """The rate as an exact decimal."""
        return Decimal(self.worth)
