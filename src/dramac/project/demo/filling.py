"""Opening the demonstration shops: everything goes through the same actions as a merchant's own work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from dramac.commerce.alerts import actions as alerts
from dramac.commerce.alerts.rules import SHOP
from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries as products
from dramac.commerce.importing.records import UNCHANGED
from dramac.commerce.importing.translating import Known, Translator
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.payments import actions as payments
from dramac.commerce.payments import queries as payment_queries
from dramac.commerce.shipping import actions as shipping
from dramac.commerce.tax import actions as tax
from dramac.kit import media, pictures
from dramac.kit.models import OutboxEvent
from dramac.project.demo import buying, counting, history, holding, keeping, moving, promising, waiting
from dramac.project.demo.gallery import Gallery
from dramac.project.demo.goods import Good, goods, picture_of
from dramac.project.demo.intentions import Plan, order_intentions, units
from dramac.project.demo.popularity import offers
from dramac.project.demo.shops import SHOPS, Shop
from dramac.project.demo.words import INTROS
from dramac.project.furnishing import furnish
from dramac.tenancy import actions as tenancy
from dramac.tenancy import queries as tenants
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site

Say = Callable[[str], object]


def fill(*, now: datetime, say: Say) -> list[Site]:
    """The demonstration shops, opened and filled where they are not there yet.

    What stands for a product in lists is hung before anybody buys; the other pictures are drawn while the past is lived
    through.
    """
    wanted = [(shop, goods(shop.table)) for shop in SHOPS if tenants.site_by_slug(shop.plan.slug) is None]
    if wanted:
        say("Drawing pictures and living through the last weeks (about a minute, once)…")
    with Gallery([name for shop, sold in wanted for name in _in_order(shop, sold)]) as gallery:
        for shop, sold in wanted:
            say(f"Opening {shop.plan.name}: {len(sold)} products…")
            _fill(shop, sold, gallery, now, say)
    return [site for shop in SHOPS if (site := tenants.site_by_slug(shop.plan.slug)) is not None]


def _in_order(shop: Shop, sold: list[Good]) -> list[str]:
    """The pictures of a shop in the order in which they are needed."""
    home = [name for name in (shop.hero, shop.story) if name]
    return [*(good.pictures[0] for good in sold), *home, *(name for good in sold for name in good.pictures[1:])]


def _fill(shop: Shop, sold: list[Good], gallery: Gallery, now: datetime, say: Say) -> None:
    opened_at = now - timedelta(days=history.DAYS + 1)
    told = order_intentions(_plan(shop, sold), ending=now)
    site = _open(shop, opened_at)
    variants = _stock_shelves(site, sold, units(told), opened_at)
    _introduce(site, shop, opened_at)
    keeping.keep(site, variants, opened_at, now)
    hung = {good.record.handle: _hang(site, good, good.pictures[:1], gallery, opened_at) for good in sold}
    count = history.live_through(site, shop, told, variants, now)
    say(f"  {count} orders of {history.DAYS} days")
    _furnish_home(site, shop, gallery)
    for good in sold:
        hung[good.record.handle] |= _hang(site, good, good.pictures[1:], gallery, opened_at)
        _show_variants(site, good, hung[good.record.handle], opened_at)
    keeping.let_some_expire(site, variants, now)
    waiting.wait(site, now)
    promised = promising.promise(site, now)
    history.live_through(site, shop, promising.wanted(told, promised, now), variants, now)
    buying.buy(site, now)
    moving.move(site, now)
    counting.count(site, now)
    holding.hold(site, now)
    _let_the_past_rest(site, now)


def _open(shop: Shop, now: datetime) -> Site:
    site = tenancy.create_site(plan=shop.plan, owner=shop.owner, by=SYSTEM, now=now)
    for method in payment_queries.methods(site):
        payments.remove_method(site=site, method_id=method.pk, by=SYSTEM, now=now)
    for details in shop.payments:
        payments.add_method(site=site, details=details, by=SYSTEM, now=now)
    furnish(site, by=SYSTEM, now=now)
    for rate in shop.rates:
        tax.add_rate(site=site, details=rate, by=SYSTEM, now=now)
    for way in shop.shipping:
        shipping.add_method(site=site, details=way, by=SYSTEM, now=now)
    tenancy.edit_site(site=site, by=SYSTEM, now=now, **shop.particulars)
    site.theme, site.pages = shop.theme, deepcopy(dict(shop.pages))
    site.save(update_fields=["theme", "pages"])
    limits = alerts.LimitDetails(low_stock_threshold=shop.low_at, critical_stock_threshold=shop.low_at // 2)
    alerts.configure_alert(site=site, of=SHOP, details=limits, by=SYSTEM, now=now)
    site.refresh_from_db()
    return site


def _plan(shop: Shop, wanted: list[Good]) -> Plan:
    return Plan(
        seed=shop.plan.slug,
        orders=shop.orders,
        days=history.DAYS,
        zone=ZoneInfo(shop.plan.time_zone),
        shelf=offers(wanted),
        countries=shop.countries,
        deliveries=shop.deliveries,
        tenders=shop.tenders,
    )


def _stock_shelves(site: Site, wanted: list[Good], sold: Mapping[str, int], now: datetime) -> dict[str, UUID]:
    """Load the catalogue and count its stock, with what will be sold on top; returns the variants by SKU."""
    translator = Translator(site.currency, {"standard"})
    loads = [translator.product(good.record, Known()) for good in wanted]
    report = catalog.load(site, loads, by=SYSTEM, now=now)
    counted: dict[UUID, int] = {}
    known: dict[str, UUID] = {}
    for good, outcome in zip(wanted, report.outcomes, strict=True):
        held = zip(good.record.variants, outcome.variant_ids, translator.quantities(good.record), strict=True)
        for variant, variant_id, quantity in held:
            if variant_id is not None and quantity is not None and variant.sku is not UNCHANGED:
                known[variant.sku] = variant_id
                counted[variant_id] = quantity + sold.get(variant.sku, 0)
    why = inventory.Why("adjustment", "Opening stock", Reference("import", "opening"))
    inventory.set_on_hand(site=site, counted=counted, why=why, by=SYSTEM, now=now)
    return known


def _introduce(site: Site, shop: Shop, now: datetime) -> None:
    """Say a few words at the head of each category."""

    def walk(nodes: Iterable[products.CategoryNode], above: str, parent_id: UUID | None) -> None:
        for node in nodes:
            path = f"{above} > {node.name}" if above else node.name
            text = INTROS.get(shop.plan.slug, {}).get(path)
            if text:
                draft = catalog.CategoryDraft(name=node.name, parent_id=parent_id, description_html=f"<p>{text}</p>")
                catalog.save_category(site, draft, category_id=node.id, by=SYSTEM, now=now)
            walk(node.children, path, node.id)

    walk(products.category_tree(site), "", None)


def _hang(site: Site, good: Good, names: Iterable[str], gallery: Gallery, now: datetime) -> dict[str, UUID]:
    """Add pictures to a product; returns their keys by name."""
    detail = products.product_detail(site, good.record.handle)
    assert detail is not None, f"{good.record.handle} was not loaded"
    return {
        name: catalog.upload_image(
            site, detail.id, gallery.file(name).read_bytes(), by=SYSTEM, now=now, alt=good.alts[name]
        )
        for name in names
    }


def _show_variants(site: Site, good: Good, hung: Mapping[str, UUID], now: datetime) -> None:
    """Let each variant show its own picture where they have several."""
    detail = products.product_detail(site, good.record.handle)
    assert detail is not None, f"{good.record.handle} was not loaded"
    shown: dict[str, list[UUID]] = {}
    for variant in detail.variants:
        shown.setdefault(picture_of(good, variant.values), []).append(variant.id)
    for name, variant_ids in shown.items() if len(shown) > 1 else ():
        catalog.assign_image(site, detail.id, hung[name], variant_ids=variant_ids, by=SYSTEM, now=now)


def _furnish_home(site: Site, shop: Shop, gallery: Gallery) -> None:
    """The pictures of the home page, in their sizes."""
    for passage, name in (("home", shop.hero), ("story", shop.story)):
        if not name:
            continue
        taken = pictures.accept(gallery.file(name).read_bytes())
        kept = f"{site.pk}/home/{name}.{taken.ending}"
        media.write(kept, taken.data)
        for made in pictures.renditions(taken.data):
            media.write(pictures.rendition_name(kept, made.width, made.ending), made.data)
        image = {"file": kept, "width": taken.width, "height": taken.height, "alt": ""}
        site.pages[passage]["image"] = {**image, "widths": pictures.widths_for(taken.width)}
    if shop.featured:
        found = products.product_detail(site, shop.featured)
        assert found is not None, f"{shop.featured} is not sold"
        site.pages["featured"]["product"] = str(found.id)
    site.save(update_fields=["pages"])


def _let_the_past_rest(site: Site, now: datetime) -> None:
    """Nobody is written to about orders of the past; pictures still wait for their sizes to be made."""
    OutboxEvent.objects.filter(site_id=site.pk, spread_at=None).exclude(name="PicturesWaiting").update(spread_at=now)
