"""Set limits: of the shop, a product, a variant, or any of these at a location; and remove them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts import queries
from dramac.commerce.alerts.events import LimitsChanged
from dramac.commerce.alerts.models import StockAlert
from dramac.commerce.alerts.rules import SHOP, LimitFault, Scope, limit_faults
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.rules import StockSettings
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.settings import read
from dramac.tenancy import actions as tenancy
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

SENTENCES: dict[LimitFault, Promise] = {
    LimitFault.NOT_WHOLE: _("Give a whole number of units between 0 and 1,000,000."),
    LimitFault.CRITICAL_ABOVE_LOW: _("Critical is worse than low: give a number that is not above the other."),
}
OF_NOTHING = _("Say of what, or choose a location.")
_UNITS = ("low_stock_threshold", "critical_stock_threshold", "reorder_point", "reorder_quantity", "safety_stock")


class LimitRefused(Refused):
    """Limits cannot be kept as they were given; `field` names what should be changed."""

    code = "limit_refused"


class UnknownLimit(Refused):
    """The site has no such limit."""

    code = "unknown_limit"

    def __init__(self) -> None:
        super().__init__(_("There is no such limit."))


@dataclass(frozen=True, slots=True)
class LimitDetails:
    """Limits as people give them: units available, and who is told. Empty numbers for reordering leave it to suggestions."""

    low_stock_threshold: int = 10
    critical_stock_threshold: int = 3
    reorder_point: int | None = None
    reorder_quantity: int | None = None
    safety_stock: int | None = None
    is_active: bool = True
    notify_email: bool = True
    notify_dashboard: bool = True

    @classmethod
    def of(cls, row: StockAlert) -> LimitDetails:
        """Limits that were set, as people give them."""
        return cls(**{name: getattr(row, name) for name in cls.__slots__})


@transaction.atomic
def configure_alert(*, site: Site, of: Scope, details: LimitDetails, by: Actor, now: datetime) -> StockAlert | None:
    """Let these limits hold for a product, variant and location (`of`), new or instead of what was set for exactly these.

    Of nothing (`SHOP`) they are the shop's own, of which low and critical are kept in its settings; then None is returned.
    Stock is looked at anew once this is written. Raises LimitRefused.
    """
    _check(details)
    if of == SHOP:
        set_shop_limits(site, details.low_stock_threshold, details.critical_stock_threshold, by, now)
        return None
    scope = _known(site, of)
    row = queries.limit_of(site, scope)
    if row is None:
        product, variant, location = scope
        row = StockAlert(site=site, product_id=product, variant_id=variant, location_id=location, created_at=now)
    return _write(row, details, by, now)


@transaction.atomic
def edit_limit(*, site: Site, limit_id: UUID, details: LimitDetails, by: Actor, now: datetime) -> StockAlert:
    """Change limits that were set. Raises UnknownLimit, LimitRefused."""
    _check(details)
    return _write(_locked(site, limit_id), details, by, now)


@transaction.atomic
def remove_limit(*, site: Site, limit_id: UUID, by: Actor, now: datetime) -> None:
    """The next nearest limits hold from now on. Raises UnknownLimit."""
    row = _locked(site, limit_id)
    scope = (row.product_id, row.variant_id, row.location_id)
    row.delete()
    _record(site, scope, "stock.limit_removed", by, now, {})
    _tell(site, scope, now)


def set_shop_limits(site: Site, low: int, critical: int, by: Actor, now: datetime) -> None:
    """Change the shop's own limits in its settings, whose change is told by `SiteEdited`."""
    kept = read(StockSettings, site.settings)
    tenancy.change_settings(site=site, settings=replace(kept, low_at=low, critical_at=critical), by=by, now=now)


def check_limits(low: int, critical: int, *, low_name: str, critical_name: str) -> None:
    """Raises LimitRefused beside the field at fault."""
    _refuse(limit_faults({low_name: low, critical_name: critical}, low_name, critical_name))


def _check(details: LimitDetails) -> None:
    _refuse(limit_faults({name: getattr(details, name) for name in _UNITS}, _UNITS[0], _UNITS[1]))


def _refuse(faults: dict[str, LimitFault]) -> None:
    for field, fault in faults.items():
        raise LimitRefused(SENTENCES[fault], field=field, code=fault.value)


def _known(site: Site, of: Scope) -> Scope:
    """The same with the variant's own product. Raises LimitRefused for what the site has not."""
    product, variant, location = of
    if variant is not None:
        row = catalog.variant_by_id(site, variant)
        if row is None or product not in (None, row.product_id):
            raise LimitRefused(_("There is no such variant."), field="variant_id", code="unknown_variant")
        product = row.product_id
    elif product is not None and product not in catalog.titles(site, [product]):
        raise LimitRefused(_("There is no such product."), field="product_id", code="unknown_product")
    if location is not None and all(place.pk != location for place in inventory.locations(site)):
        raise LimitRefused(_("There is no such location."), field="location_id", code="unknown_location")
    return product, variant, location


def _write(row: StockAlert, details: LimitDetails, by: Actor, now: datetime) -> StockAlert:
    for name, value in asdict(details).items():
        setattr(row, name, value)
    row.save()
    scope = (row.product_id, row.variant_id, row.location_id)
    _record(row.site, scope, "stock.limit_set", by, now, asdict(details))
    _tell(row.site, scope, now)
    return row


def _locked(site: Site, limit_id: UUID) -> StockAlert:
    row = queries.limit(site, limit_id, lock=True)
    if row is None:
        raise UnknownLimit
    return row


def _record(site: Site, scope: Scope, action: str, by: Actor, now: datetime, details: dict[str, object]) -> None:
    product, variant, location = scope
    subject = f"variant:{variant}" if variant else f"product:{product}" if product else f"location:{location}"
    told = {**details, "location": str(location)} if location and product else details
    audit.write(site, by=by, action=action, subject=subject, now=now, details=told)


def _tell(site: Site, scope: Scope, now: datetime) -> None:
    product, variant, location = scope
    publish(
        LimitsChanged(site_id=site.pk, occurred_at=now, product_id=product, variant_id=variant, location_id=location)
    )
