"""Cloth by the metre: colour, pattern and weave."""

from dataclasses import dataclass

from ..ink import Ink
from ..shapes import Polygon


@dataclass(frozen=True)
class Fabric:
    """A cloth: its colour, a second colour for its pattern, the pattern, and how coarse its texture is."""

    colour: str
    second: str = "#efe7d8"
    pattern: str = "plain"
    texture: str = "linen"


TEXTURES = {
    "linen": ("linen", 1.7, 0.14),
    "wool": ("twill", 3.2, 0.16),
    "waffle": ("waffle", 4.0, 0.22),
    "boucle": ("curl", 3.2, 0.5),
}


def texture(ink: Ink, shape: Polygon, fabric: Fabric) -> None:
    """The weave of the cloth over a part that is drawn already."""
    kind, pitch, strength = TEXTURES[fabric.texture]
    ink.weave((shape,), kind, pitch, strength)
