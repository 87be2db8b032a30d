"""WooCommerce's product CSV, as its exporter writes it and its importer reads it, whole or in part (to update by SKU).

WooCommerce's own rules (woocommerce.com/document/product-csv-importer-exporter): `Type` tells simple, variable, variation,
grouped and external products apart; a variation names its product in `Parent` by SKU or by `id:44`; lists are separated
by commas, with a backslash before a comma that belongs to a name; a sale price counts between its two dates; texts that
look like formulas carry an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterator

from dramac.commerce.importing import assembly, columns
from dramac.commerce.importing.assembly import Item
from dramac.commerce.importing.cells import Sight
from dramac.commerce.importing.formats import Circumstances, Format
from dramac.commerce.importing.formats.woocommerce.families import Families
from dramac.commerce.importing.formats.woocommerce.headings import matches, used, weight_unit
from dramac.commerce.importing.formats.woocommerce.products import Products
from dramac.commerce.importing.formats.woocommerce.variants import Weighing
from dramac.commerce.importing.reading.tables import Table


def read(table: Table, circumstances: Circumstances) -> Iterator[Item]:
    """The products of a WooCommerce file."""
    found = used(table.headers)
    yield from columns.notices(found, table.header_line)
    sight = Sight(found, disarmed=True)
    families = Families(table, sight)
    weighing = Weighing(weight_unit(table.headers), circumstances.today)
    yield from assembly.products(table, sight, families.key_of, Products(sight, weighing).build)


FORMAT = Format("woocommerce", "WooCommerce", matches, used, read)
