"""What the demonstration shops say of themselves: the home page, the pages behind it, and a few lines for each category."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def _page(title: str, *parts: str) -> dict[str, str]:
    """A page of paragraphs; a part that begins with a # is a heading."""
    html = "".join(f"<h2>{part[2:]}</h2>" if part.startswith("# ") else f"<p>{part}</p>" for part in parts)
    return {"title": title, "html": html}


MARL: Mapping[str, Any] = {
    "home": {
        "heading": "Made slowly, for every day",
        "text": "Stoneware thrown, linen woven and oak turned by eleven people in a net loft by the sea.",
        "focus": "end",
    },
    "featured": {
        "heading": "A lamp like something the tide left",
        "text": "The foot is thrown, left to stiffen overnight and rubbed round by hand; the shade is our own linen. Lit, it is "
        "the warmest thing in the room.",
    },
    "story": {
        "heading": "Eleven people, one loft",
        "text": "Marl is the soft clay under our field; weft is the thread that crosses. We began with one wheel and one loom "
        "in a loft where nets were mended, and we still stop work when the mackerel are in. What leaves here is meant to be "
        "used daily, and mended when it must be.",
    },
    "promises": ["Free delivery from €90", "Thirty days to change your mind", "Chips and seams mended for life"],
    "shipping": _page(
        "Delivery",
        "We pack every working morning, in paper and straw, and hand parcels over at four.",
        "# How long it takes",
        "Within Ireland, two to three working days. Elsewhere in Europe, three to six. Express parcels arrive the day after "
        "they leave us, or the one after that on islands and hillsides.",
        "# What it costs",
        "Standard delivery is €6.90 and free from €90. Express is €14.90. Collecting from the loft costs nothing, and there "
        "is usually tea.",
        "# Large things",
        "Benches, chairs and floor lamps come with two people who carry them to the room you choose and take the box away.",
        "# Made to order",
        "Curtains that are not on the shelf are cut and sewn for you within three weeks. We write to you when we begin.",
    ),
    "returns": _page(
        "Returns",
        "You have thirty days from the day it arrives to change your mind. Write to us, send it back unused, and we refund "
        "what you paid for it within three working days of its arrival. Sending it back costs what your post office asks.",
        "# If it is broken",
        "It happens, even with straw. Send us a photograph and we send another or give your money back, whichever you like "
        "better. You need not return the pieces.",
        "# If it breaks later",
        "We mend what we made: a chipped rim ground, a seam resewn, a chair leg wedged again. You pay the post, we do the rest.",
        "# What cannot come back",
        "Curtains cut to an unusual length, and candles that have been lit.",
    ),
    "contact": _page(
        "Contact",
        "Write to hello@example.com, or ring the loft between nine and five. If nobody answers, we are at the kiln.",
        "Visitors are welcome from Tuesday to Saturday; the door is green and sticks a little.",
    ),
    "privacy": _page(
        "Privacy",
        "We keep what we need to send your order and to answer for it: your name, address, e-mail and what you bought. The "
        "law asks us to keep invoices for six years; everything else we delete when you ask.",
        "We do not sell or lend what we know of you, and our pages carry nobody else's tracking.",
    ),
    "terms": _page(
        "Terms and conditions",
        "The law of Ireland applies; your rights as a consumer where you live stay as they are. Prices include VAT. An order "
        "is agreed when we confirm it by e-mail.",
        "Every pot differs a little from its picture. If it differs more than you like, see Returns.",
    ),
}

KETTLE: Mapping[str, Any] = {
    "home": {
        "heading": "Put it on",
        "text": "Tea blended and coffee roasted in small lots, sent the day they are packed.",
        "focus": "end",
    },
    "story": {
        "heading": "The third kettle",
        "text": "The first boiled dry, the second was lent and never seen again. The third has been on since 2011, in a former "
        "chandlery on the waterfront in Portland, Maine.",
    },
    "promises": ["Roasted Tuesdays and Fridays", "Free shipping over $40", "Sales tax added at checkout"],
    "shipping": _page(
        "Shipping",
        "Orders placed before noon Eastern leave the same day. Ground takes three to five days; it costs $5.95 and is free "
        "over $40.",
        "Coffee is shipped whole unless you ask us to grind it, and the bag says when it was roasted.",
    ),
    "returns": _page(
        "Returns",
        "If a tea is not for you, tell us which you would rather have and we send it. Kettles and drippers can come back "
        "unused within thirty days for a refund.",
    ),
    "contact": _page("Contact", "kettle@example.com, or come in: we open at six, for the boats."),
}

INTROS: Mapping[str, Mapping[str, str]] = {
    "marl-weft": {
        "Tableware": "Plates, bowls and cups for people who cook. Everything here stacks, survives a dishwasher, and is at its "
        "best slightly chipped and entirely full.",
        "Tableware > Cups": "Mugs, tumblers and small cups, thrown one at a time and never two the same.",
        "Tableware > Plates & bowls": "The plain ones, in glazes that make an egg look considered.",
        "Tableware > Serving": "For the middle of the table: bowls, platters, jugs and a pot of tea.",
        "Vases & planters": "For a branch off the hedge or a florist's armful, and for whatever is trying to grow on the sill.",
        "Vases & planters > Vases": "Thrown, fluted, dipped and banded. All of them hold water; some prefer not to.",
        "Vases & planters > Planters": "Pots with holes in the right place, for indoors and out.",
        "Lighting": "Low, warm lamps of clay, wood and linen, for the end of the room and the end of the day.",
        "Lighting > Table lamps": "Pools of light for reading, writing and looking at nothing.",
        "Lighting > Pendants": "Clay, linen and paper to hang above a table.",
        "Lighting > Floor & wall lights": "Lamps that stand behind a chair or lean out over a pillow.",
        "Cushions & throws": "Woven on our own looms or at Corran Mill, and washed until they behave.",
        "Cushions & throws > Cushions": "Linen, stripes, checks and curls, with feather pads that can be plumped back.",
        "Cushions & throws > Throws": "Wool and cotton for knees, shoulders and the ends of beds.",
        "Linen": "Heavy linen for windows, soft linen for beds, and honest linen for kitchens. It creases. That is how you know.",
        "Linen > Curtains": "Cut and sewn to eighteen sizes in eight colours, with hems that hang straight.",
        "Linen > Bed linen": "Stone-washed sheets and covers that are better every year.",
        "Linen > Table & kitchen linen": "Cloths, napkins, towels and the apron we work in.",
        "Kitchen": "Tools that ask to be used: oak and walnut, sharp steel, and jars with lids that fit.",
        "Kitchen > Boards & knives": "Planks worth cutting on, and steel worth cutting with.",
        "Kitchen > Storage": "Jars and bowls for flour, salt, eggs and good intentions.",
        "Kitchen > Tools": "Mills, spoons, pins and a crock to stand them in.",
        "Candles & scent": "Dipped, poured and turned. Strike a match; the evening will see to the rest.",
        "Candles & scent > Candles": "Tapers and pillars of beeswax and rapeseed wax.",
        "Candles & scent > Holders": "Something steady for a flame to stand on.",
        "Candles & scent > Scent": "Turf smoke, bog myrtle, fig leaf: rooms with a little weather in them.",
        "Furniture & baskets": "Made by Ruddock Joinery and by Sallow & Rush, who are neighbours and do not hurry either.",
        "Furniture & baskets > Seating": "Stools, chairs and a bench, light enough to carry to the company.",
        "Furniture & baskets > Tables & walls": "Small tables, trays, mirrors and pegs.",
        "Furniture & baskets > Baskets & boxes": "Willow, seagrass and bent ash, for logs, linen and letters.",
    },
    "third-kettle": {
        "Tea": "Loose leaf in tins that close, and the kettle to go with them.",
        "Coffee": "Roasted twice a week, never for the shelf.",
    },
}
"""A few lines for each category, by its path."""
