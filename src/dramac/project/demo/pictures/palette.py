"""What the shops offer, in colour: glazes, cloths and waxes by the name on the label, and the rooms of each category."""

from .light import GLAZED, MATT, SATIN
from .scenes import Setting
from .things.fabric import Fabric
from .things.pots import Glaze

GLAZES = {
    "oat": Glaze("#e0d5c1", pool="#cdbb9d", specks=1.0),
    "chalk": Glaze("#ece7dd", pool="#dcd3c3", finish=MATT),
    "kelp": Glaze("#74745d", pool="#565745", specks=0.5),
    "sea-mist": Glaze("#b3bcb1", pool="#93a095", specks=0.25),
    "ink": Glaze("#34404a", pool="#212a32", finish=GLAZED),
    "bracken": Glaze("#93593f", pool="#6b3d2a", finish=GLAZED),
    "ochre": Glaze("#bd9556", pool="#95703a", specks=0.4),
    "heather": Glaze("#9a8b90", pool="#7c6c73", specks=0.3),
    "peat": Glaze("#453d37", pool="#2c2622", clay="#7d5e45"),
    "terracotta": Glaze("#b2714f", pool="#9a5d3f", finish=MATT, clay="#a9653f"),
    "clay-rose": Glaze("#c09a89", pool="#a47d6d", finish=SATIN, specks=0.3),
}

CLOTHS = {
    "flax": "#c6b596",
    "chalk": "#e6dfd2",
    "slate": "#66707a",
    "kelp": "#6f745f",
    "madder": "#9c5a47",
    "ochre": "#bd9556",
    "indigo": "#3a485a",
    "clay-rose": "#bb9484",
    "peat": "#51473f",
    "sea-mist": "#a9b3ab",
}

WAXES = {
    "ivory": "#e9decb",
    "madder": "#9c5042",
    "ochre": "#c0944c",
    "kelp": "#6a7059",
    "slate": "#68727a",
    "clay-rose": "#bd917f",
}


def cloth(name: str, second: str = "chalk", pattern: str = "plain", texture: str = "linen") -> Fabric:
    """A fabric by the names of its colours."""
    return Fabric(CLOTHS[name], CLOTHS[second], pattern, texture)


STUDIO = {
    "tableware": Setting("#d2c5b3", "#ccbda8", seamless=True),
    "vases": Setting("#c9ae9b", "#c6ac97", seamless=True),
    "lighting": Setting("#6f6c5d", "#a58d6e"),
    "cushions": Setting("#a3a797", "#c9bca4"),
    "linen": Setting("#bfc4c3", "#cfc7b9"),
    "kitchen": Setting("#ccb389", "#dacbb0"),
    "candles": Setting("#71625f", "#8c796c"),
    "furniture": Setting("#c2b6a7", "#a98b6a"),
    "kettle": Setting("#b3bfb5", "#d3cab8", seamless=True),
    "tableware-cool": Setting("#b4bab3", "#b9b6aa", seamless=True),
    "vases-pale": Setting("#d0c5b6", "#c9bcaa", seamless=True),
    "vases-green": Setting("#9aa092", "#a09d8c", seamless=True),
    "lighting-pale": Setting("#b3a999", "#b79c7a"),
    "cushions-warm": Setting("#c3ac98", "#cbbaa3"),
    "linen-warm": Setting("#d0c6b7", "#cbbfad"),
    "kitchen-cool": Setting("#b2b5a8", "#d2c8b6"),
    "candles-pale": Setting("#a99a90", "#b3a293"),
    "furniture-green": Setting("#a7ada0", "#a58a68"),
}
"""Plain rooms: one or two for each category, for the picture that shows a thing by itself."""

ROOMS = {
    "tableware": Setting("#b7a58f", "#d6cbba", window="panes"),
    "vases": Setting("#8b9184", "#c4b59d", window="leaves"),
    "lighting": Setting("#5f6258", "#9c8263"),
    "cushions": Setting("#b3a795", "#c2b296", window="leaves"),
    "linen": Setting("#c9c5bb", "#cdc1ae", window="panes"),
    "kitchen": Setting("#a9a68f", "#d8ccb4", window="panes"),
    "candles": Setting("#5d5a5c", "#83705f"),
    "furniture": Setting("#aab0a2", "#a08463", window="panes"),
    "kettle": Setting("#8fa39a", "#c9b593", window="panes"),
}
"""Rooms with a window: for the picture that shows a thing in use."""
