"""Colours as light: conversion between the hex codes people write and the linear values that light adds up in."""

from typing import TypeAlias

Linear: TypeAlias = tuple[float, float, float]

_STEPS = 4095


def _encoded(value: float) -> int:
    curve = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(255 * curve)


_ENCODED = tuple(_encoded(step / _STEPS) for step in range(_STEPS + 1))


def _decoded(byte: int) -> float:
    value = byte / 255
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


_DECODED = tuple(_decoded(byte) for byte in range(256))


def linear(code: str) -> Linear:
    """The light a hex code such as ``#d9cfc0`` stands for (sRGB transfer curve, IEC 61966-2-1)."""
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return _DECODED[red], _DECODED[green], _DECODED[blue]


def code(light: Linear) -> str:
    """The hex code for an amount of light; what is brighter than white is shown as white."""
    red, green, blue = levels(light)
    return f"#{red:02x}{green:02x}{blue:02x}"


def levels(light: Linear) -> tuple[int, int, int]:
    """Red, green and blue from 0 to 255 for an amount of light."""
    red, green, blue = light
    return (
        _ENCODED[int(_STEPS * min(1.0, max(0.0, red)))],
        _ENCODED[int(_STEPS * min(1.0, max(0.0, green)))],
        _ENCODED[int(_STEPS * min(1.0, max(0.0, blue)))],
    )


def mixed(one: Linear, other: Linear, share: float) -> Linear:
    """``one`` with ``share`` (0 to 1) of ``other`` stirred in."""
    keep = 1 - share
    return (
        one[0] * keep + other[0] * share,
        one[1] * keep + other[1] * share,
        one[2] * keep + other[2] * share,
    )


def dimmed(light: Linear, strength: float) -> Linear:
    """The same colour with its light multiplied by ``strength``."""
    return light[0] * strength, light[1] * strength, light[2] * strength


def blended(first: str, second: str, share: float) -> str:
    """Two hex codes mixed as light."""
    return code(mixed(linear(first), linear(second), share))
