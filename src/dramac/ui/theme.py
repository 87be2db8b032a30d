"""A site's own look: a few choices of the merchant, from which the shop's colours follow, readable in light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.ui.colours import BLACK, READABLE, WHITE, Colour, contrast, readable

SYSTEM = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif'
CLASSIC = '"Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif'
INTER = f'"Inter Variable", {SYSTEM}'
FRAUNCES = f'"Fraunces Variable", {CLASSIC}'
FONTS = {
    "system": (_("System: loads at once"), SYSTEM, SYSTEM),
    "modern": (_("Modern: Inter"), INTER, INTER),
    "editorial": (_("Editorial: Fraunces for headings, Inter for text"), INTER, FRAUNCES),
    "classic": (_("Classic: a book's serif for headings"), SYSTEM, CLASSIC),
}
RADII = {"none": (_("Square"), "0rem"), "soft": (_("Soft"), "0.375rem"), "round": (_("Round"), "0.875rem")}
DENSITIES = {"close": (_("Close"), "0.92"), "normal": (_("Normal"), "1"), "airy": (_("Airy"), "1.08")}
SCHEMES = {
    "auto": (_("As the visitor's system has it"), "light dark"),
    "light": (_("Always light"), "light"),
    "dark": (_("Always dark"), "dark"),
}
FAINTEST = 0.68
"""How much ink is in the faintest text of the shop (`--ink-faint`), mixed with paper."""
SUNKEN = 0.045
"""How much ink is in the darkest ground that it stands on (`--sunken`)."""
GROUND = 10
"""The least contrast of black or white with a ground on which text may stand."""
DARK_PAPER, DARK_INK, DARK_ACCENT = 0.185, 0.95, 0.78
LIGHT_PAPER, LIGHT_INK = 0.985, 0.25


@dataclass(frozen=True)
class Theme:
    """What a merchant chooses. Colours are written `#rrggbb` and meant for light; the dark ones follow."""

    accent: str = "#2c5a45"
    ink: str = "#221e1a"
    paper: str = "#fdfcf8"
    font: str = "system"
    radius: str = "soft"
    density: str = "normal"
    scheme: str = "auto"


@dataclass(frozen=True)
class Correction:
    """A colour that would not have been readable: which choice, what it became, and why, in the merchant's words."""

    field: str
    to: str
    reason: str | Promise


def read(kept: Mapping[str, object]) -> Theme:
    """Return the theme that a site keeps; what is missing or unknown falls back to the default."""
    default = Theme()
    known: dict[str, Mapping[str, object]] = {
        "font": FONTS, "radius": RADII, "density": DENSITIES, "scheme": SCHEMES,
    }  # fmt: skip
    chosen = {name: str(kept.get(name)) for name, choices in known.items() if kept.get(name) in choices}
    for name in ("accent", "ink", "paper"):
        chosen[name] = _hex(str(kept.get(name, "")), getattr(default, name))
    return Theme(**chosen)


def corrections(theme: Theme) -> list[Correction]:
    """Say which colours must change so that every text of the shop can be read. Empty for a theme that is fine."""
    paper = readable(_colour(theme.paper), _far_from(_colour(theme.paper)), GROUND)
    sound = {
        "paper": (paper, _("No text is easy to read on a background of this brightness.")),
        "ink": (_readable_ink(_colour(theme.ink), paper), _("Text in this colour is too faint on the background.")),
        "accent": (readable(_colour(theme.accent), paper), _("Links in this colour are too faint on the background.")),
    }
    return [
        Correction(name, colour.hex, reason)
        for name, (colour, reason) in sound.items()
        if colour.hex != _colour(getattr(theme, name)).hex
    ]


def corrected(theme: Theme) -> Theme:
    """Return the theme with every correction made."""
    return replace(theme, **{each.field: each.to for each in corrections(theme)})


def stylesheet(theme: Theme) -> str:
    """Return the style sheet that dresses a shop: its colours for light and dark, fonts, corners and density."""
    sound = corrected(theme)
    _label, text, display = FONTS[sound.font]
    properties = {
        **_colours(sound),
        "font": text,
        "font-display": display,
        "tracking-display": "-0.012em" if display is FRAUNCES else "-0.022em",
        "radius": RADII[sound.radius][1],
        "density": DENSITIES[sound.density][1],
    }
    lines = "".join(f"  --theme-{name}: {value};\n" for name, value in properties.items())
    scheme = SCHEMES[sound.scheme][1]
    # Named as strongly as a person's own choice of light or dark, which a shop of one scheme leaves no room for.
    fixed = "" if sound.scheme == "auto" else f":root:root[data-theme] {{ color-scheme: {scheme}; }}\n"
    return f"@layer tokens {{\n:root {{\n  color-scheme: {scheme};\n{lines}}}\n{fixed}}}\n"


@dataclass(frozen=True)
class Tints:
    """The colours of a shop that stand outside its pages, as `#rrggbb`: around them and on its mark."""

    paper: str
    paper_in_the_dark: str
    accent: str
    on_accent: str
    is_editorial: bool


def tints(theme: Theme) -> Tints:
    """Return what browsers and phones surround the shop with."""
    sound = corrected(theme)
    own = _Palette(_colour(sound.paper), _colour(sound.ink), _colour(sound.accent))
    dark = own if sound.scheme == "light" or _far_from(own.paper) != BLACK else _turned_dark(own)
    on = _on(own.accent).hex
    return Tints(own.paper.hex, dark.paper.hex, own.accent.hex, on, is_editorial=sound.font == "editorial")


@dataclass(frozen=True)
class _Palette:
    """The colours of one scheme."""

    paper: Colour
    ink: Colour
    accent: Colour

    def written(self) -> dict[str, str]:
        """Each as a style sheet names it."""
        return {
            "paper": self.paper.hex,
            "ink": self.ink.hex,
            "accent": self.accent.hex,
            "accent-text": self.accent.hex,
            "on-accent": _on(self.accent).hex,
        }


def _colours(theme: Theme) -> dict[str, str]:
    """Each colour as `light-dark(…)`: the merchant's own, and those of the other scheme, which follow from them."""
    own = _Palette(_colour(theme.paper), _colour(theme.ink), _colour(theme.accent))
    is_light = _far_from(own.paper) == BLACK
    light, dark = (own, _turned_dark(own)) if is_light else (_turned_light(own), own)
    return {name: f"light-dark({colour}, {dark.written()[name]})" for name, colour in light.written().items()}


def _turned_dark(own: _Palette) -> _Palette:
    paper = _colour(own.paper.at(DARK_PAPER, 0.012).hex)
    accent = readable(own.accent.at(max(own.accent.lightness, DARK_ACCENT), 0.15), paper, 7)
    return _Palette(paper, own.ink.at(DARK_INK, 0.012), accent)


def _turned_light(own: _Palette) -> _Palette:
    paper = _colour(own.paper.at(LIGHT_PAPER, 0.012).hex)
    return _Palette(paper, _readable_ink(own.ink.at(LIGHT_INK, 0.03), paper), readable(own.accent, paper))


def _on(accent: Colour) -> Colour:
    """White where it reads on the accent, else a near black of the accent's own hue, else black."""
    if contrast(WHITE, accent) >= READABLE:
        return WHITE
    return readable(accent.at(0.2, 0.03), accent)


def _readable_ink(ink: Colour, paper: Colour) -> Colour:
    """The ink itself, or as much stronger as the faintest text needs on the darkest ground."""
    far = _far_from(paper)
    for step in range(20):
        tried = ink if step == 0 else _colour(ink.mixed(far, step / 20).hex)
        if contrast(paper.mixed(tried, FAINTEST), paper.mixed(tried, SUNKEN)) >= READABLE:
            return tried
    return far


def _far_from(paper: Colour) -> Colour:
    """Black on a light ground, white on a dark one."""
    return BLACK if contrast(BLACK, paper) > contrast(WHITE, paper) else WHITE


def _colour(text: str) -> Colour:
    return Colour.from_hex(text)


def _hex(text: str, otherwise: str) -> str:
    try:
        return _colour(text).hex if text else otherwise
    except ValueError:
        return otherwise
