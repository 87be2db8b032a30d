"""Database columns with no business words: exact amounts, and text that sorts alike everywhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

from django.core.validators import DecimalValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property

LARGEST_AMOUNT = 10**15


Taken = TypeVar("Taken", contravariant=True)
Given = TypeVar("Given", covariant=True)


class MinorField(models.DecimalField[Taken, Given]):
    """An amount of money in minor units of the currency of its row: DECIMAL(19, 0), an `int` in Python.

    A decimal column without decimals is exact on every database: SQLite keeps decimals with a fraction as binary
    floating point, so that sums and conditional updates on them drift (docs/decisions/0002).
    """

    _pyi_private_set_type: Any
    _pyi_private_get_type: int  # type: ignore[assignment]  # how django-stubs is told what a column gives

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"] = 19
        kwargs["decimal_places"] = 0
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "DecimalField"

    @cached_property
    def validators(self) -> list[Any]:
        """Those of the column itself: counting decimals is for numbers that have some."""
        return [check for check in super().validators if not isinstance(check, DecimalValidator)]

    def from_db_value(self, value: Decimal | int | float | None, expression: object, connection: object) -> int | None:
        """Whole minor units, whatever number type the driver hands over."""
        return None if value is None else int(value)

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        return None if number is None else int(number)


def non_negative() -> list[MinValueValidator | MaxValueValidator]:
    """Validators of an amount that is never below zero nor above what a total may be."""
    return [MinValueValidator(0), MaxValueValidator(LARGEST_AMOUNT)]


class CodePointField(models.CharField[Any, str]):
    """Short text that compares and sorts by code point on every database.

    A prefix is then a range of an index, and both databases answer a search or a sort alike. SQLite compares so by
    itself; PostgreSQL would otherwise follow the language its cluster was made in.
    """

    def db_parameters(self, connection: Any) -> Any:
        """The column's type, with PostgreSQL's collation by code point."""
        parameters: dict[str, Any] = {**super().db_parameters(connection)}
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
