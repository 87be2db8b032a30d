"""Seeded irregularity: the wobble that keeps drawn lines from looking ruled, the same for the same seed."""

import math
from random import Random


class Wobble:
    """A smooth wandering value between about -1 and 1 along a line, repeatable for its seed."""

    def __init__(self, seed: int | str, *, octaves: int = 2) -> None:
        """Draw the waves that the wandering is made of; more octaves make it rougher."""
        chance = Random(f"wobble {seed}")
        self._waves = [
            (2**octave * chance.uniform(0.7, 1.3), chance.uniform(0, math.tau), 0.6**octave)
            for octave in range(octaves)
            for _ in range(3)
        ]
        self._most = sum(height for _, _, height in self._waves) * 0.6

    def at(self, place: float) -> float:
        """The value at ``place``; one full swing takes about one unit."""
        total = sum(height * math.sin(math.tau * pace * place + start) for pace, start, height in self._waves)
        return max(-1.0, min(1.0, total / self._most))
