"""Invented shoppers and where they live: names, streets and towns of eleven countries, with postcodes as each writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from unicodedata import normalize

MAIL = ("example.com", "example.org", "example.net")
"""Addresses at which nobody can be reached (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town with a pattern of its postcodes: # stands for any digit, ? for any capital letter."""

    name: str
    postcodes: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Land:
    """What people and streets of a country are called. `{n}` is the number of the house."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[Town, ...]


@dataclass(frozen=True, slots=True)
class Shopper:
    """Someone who buys, and where the parcel goes."""

    email: str
    name: str
    line1: str
    city: str
    postcode: str
    country: str
    region: str = ""
    line2: str = ""

    def address(self) -> dict[str, str]:
        """The address as a checkout form sends it."""
        told = {
            "name": self.name,
            "line1": self.line1,
            "line2": self.line2,
            "city": self.city,
            "postcode": self.postcode,
            "region": self.region,
            "country": self.country,
        }
        return {name: value for name, value in told.items() if value}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


LANDS: Mapping[str, Land] = {
    "IE": Land(
        _words("Aoife|Brendan|Caoimhe|Declan|Eimear|Fergus|Gráinne|Iarla|Maeve|Niamh|Oisín|Róisín|Saoirse|Tadhg|Una"),
        _words("Ahern|Brannigan|Coughlan|Dunphy|Egan|Fallon|Hanratty|Keane|Lenihan|Moran|Noonan|Quirke|Tierney"),
        _words("{n} Mill Lane|{n} Harbour View|{n} Church Road|{n} The Green|{n} Orchard Close|{n} Barrack Street"),
        (
            Town("Dublin 6", "D06 ??##", "Co. Dublin"),
            Town("Cork", "T12 ??##", "Co. Cork"),
            Town("Galway", "H91 ??##", "Co. Galway"),
            Town("Kinsale", "P17 ??##", "Co. Cork"),
            Town("Westport", "F28 ??##", "Co. Mayo"),
            Town("Kilkenny", "R95 ??##", "Co. Kilkenny"),
        ),
    ),
    "GB": Land(
        _words("Alice|Ben|Charlotte|Dev|Eleanor|Freya|George|Hannah|Imogen|Jack|Leila|Martha|Owen|Priya|Rowan"),
        _words("Ashworth|Barlow|Chaudhry|Dunmore|Ellery|Fairclough|Hollis|Kitson|Lockwood|Marlowe|Pryce|Thornley"),
        _words("{n} Station Road|{n} Albert Terrace|{n} Mill Hill|{n} Queen Street|Flat {n}, Weavers House"),
        (
            Town("London", "SE15 #??"),
            Town("Bristol", "BS6 #??"),
            Town("Leeds", "LS7 #??"),
            Town("Edinburgh", "EH3 #??"),
            Town("Cardiff", "CF11 #??"),
        ),
    ),
    "DE": Land(
        _words("Anke|Bernd|Clara|Dirk|Elke|Friederike|Greta|Henrik|Ingrid|Jonas|Katrin|Lukas|Mareike|Sören|Wiebke"),
        _words("Albrecht|Brandes|Clasen|Dietz|Ehlers|Falk|Grothe|Harms|Jessen|Kolbe|Lorenz|Petersen|Schröter|Vogt"),
        _words("Gartenstraße {n}|Lindenallee {n}|Am Mühlbach {n}|Goethestraße {n}|Kirchweg {n}"),
        (
            Town("Hamburg", "2276#"),
            Town("Berlin", "1043#"),
            Town("Leipzig", "0422#"),
            Town("Freiburg", "7910#"),
            Town("Köln", "5067#"),
        ),
    ),
    "FR": Land(
        _words("Agathe|Bastien|Camille|Damien|Élise|Florian|Hélène|Inès|Jules|Lucie|Maxime|Noémie|Rémi|Solène"),
        _words("Aubert|Besson|Chevallier|Delmas|Fontaine|Garnier|Jourdan|Lefort|Marchal|Perrot|Renaud|Vasseur"),
        _words("{n} rue des Lilas|{n} avenue Pasteur|{n} place du Marché|{n} chemin du Moulin|{n} quai de la Loire"),
        (Town("Nantes", "4400#"), Town("Lyon", "6900#"), Town("Paris", "7501#"), Town("Rennes", "3500#")),
    ),
    "NL": Land(
        _words("Anneke|Bram|Carlijn|Daan|Eva|Floris|Hanneke|Jasper|Lotte|Maarten|Sanne|Teun|Wouter"),
        _words("Bakker|Claes|De Wit|Dijkstra|Hofman|Jansen|Kuiper|Mulder|Postma|Visser|Zijlstra"),
        _words("Prinsengracht {n}|Dorpsstraat {n}|Kerkplein {n}|Molenweg {n}|Havenkade {n}"),
        (
            Town("Utrecht", "351# ??"),
            Town("Haarlem", "201# ??"),
            Town("Groningen", "971# ??"),
            Town("Leiden", "231# ??"),
        ),
    ),
    "BE": Land(
        _words("An|Bart|Céline|Dries|Emma|Griet|Joris|Liesbeth|Nele|Pieter|Sofie|Thibault"),
        _words("Claeys|De Smet|Goossens|Lambert|Maes|Peeters|Van Damme|Verbeke|Willems"),
        _words("Kouter {n}|Stationsstraat {n}|Rue Haute {n}|Veldstraat {n}"),
        (Town("Gent", "9000"), Town("Antwerpen", "2018"), Town("Bruxelles", "1050"), Town("Leuven", "3000")),
    ),
    "AT": Land(
        _words("Agnes|Barbara|Florian|Georg|Johanna|Klara|Lorenz|Magdalena|Stefan|Theresa"),
        _words("Aigner|Brandstätter|Eder|Fuchs|Gruber|Hofer|Leitner|Pichler|Wimmer"),
        _words("Lerchenfelder Straße {n}|Mariahilfer Gasse {n}|Schlossbergweg {n}"),
        (Town("Wien", "1070"), Town("Graz", "8010"), Town("Linz", "4020"), Town("Salzburg", "5020")),
    ),
    "DK": Land(
        _words("Asta|Bjarke|Freja|Gustav|Ida|Jeppe|Karoline|Mikkel|Signe|Thea"),
        _words("Andersen|Bech|Dahl|Holm|Kjær|Lund|Mortensen|Nygaard|Skov"),
        _words("Vesterbrogade {n}|Strandvejen {n}|Møllevej {n}"),
        (Town("København N", "2200"), Town("Aarhus C", "8000"), Town("Odense C", "5000")),
    ),
    "ES": Land(
        _words("Alba|Bruno|Carmen|Diego|Elena|Gonzalo|Inés|Jimena|Marta|Pablo"),
        _words("Alonso|Benítez|Crespo|Durán|Ferrer|Herrero|Iglesias|Molina|Rivas"),
        _words("Calle Mayor {n}|Carrer de Sants {n}|Paseo del Puerto {n}"),
        (
            Town("Madrid", "2801#", "Madrid"),
            Town("Barcelona", "0801#", "Barcelona"),
            Town("Sevilla", "4100#", "Sevilla"),
        ),
    ),
    "IT": Land(
        _words("Alice|Bianca|Chiara|Davide|Elisa|Giorgio|Ilaria|Lorenzo|Marta|Tommaso"),
        _words("Bassi|Conti|De Luca|Ferraro|Gallo|Marchetti|Orlando|Ricci|Vitale"),
        _words("Via Garibaldi {n}|Via dei Mille {n}|Corso Italia {n}"),
        (Town("Milano", "2012#", "MI"), Town("Torino", "1012#", "TO"), Town("Bologna", "4012#", "BO")),
    ),
    "US": Land(
        _words("Abigail|Caleb|Dana|Elias|Grace|Hudson|June|Levi|Naomi|Otis|Ruth|Silas|Willa"),
        _words("Abbott|Barrows|Calloway|Dunning|Ellsworth|Frye|Harlow|Libby|Merrill|Prescott|Whitcomb"),
        _words("{n} Commercial Street|{n} Maple Avenue|{n} Pine Hill Road|{n} Ferry Landing"),
        (
            Town("Portland", "0410#", "ME"),
            Town("Brooklyn", "1121#", "NY"),
            Town("Oakland", "9460#", "CA"),
            Town("Providence", "0290#", "RI"),
            Town("Burlington", "0540#", "VT"),
        ),
    ),
}
LETTERS = "ADEFHNPRTWXY"
"""Capitals that the postcodes of every country here may hold at their end."""


def shopper(number: int, countries: Sequence[str], *, seed: str = "") -> Shopper:
    """The shopper with this number: always the same name, e-mail address and home.

    A country that is listed more often is more likely. No two numbers share an e-mail address.
    """
    chance = Random(f"shopper {seed} {number}")
    country = chance.choice(countries)
    land = LANDS[country]
    first, last = chance.choice(land.first), chance.choice(land.last)
    town = chance.choice(land.towns)
    return Shopper(
        email=f"{_plain(first)}.{_plain(last)}.{number}@{chance.choice(MAIL)}",
        name=f"{first} {last}",
        line1=chance.choice(land.streets).format(n=chance.randint(1, 118)),
        city=town.name,
        postcode=_filled(town.postcodes, chance),
        country=country,
        region=town.region,
    )


def _filled(pattern: str, chance: Random) -> str:
    """A postcode after a pattern; a digit is never 0, which some countries leave out at the end."""
    signs = {"#": "123456789", "?": LETTERS}
    return "".join(chance.choice(signs[sign]) if sign in signs else sign for sign in pattern)


def _plain(name: str) -> str:
    """A name as it stands in an e-mail address: small letters without accents or spaces."""
    bare = normalize("NFKD", name.casefold().replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))
    return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())
