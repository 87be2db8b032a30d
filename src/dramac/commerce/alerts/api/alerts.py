"""Alerts, and the shop's own limits and wishes."""

from __future__ import annotations

from uuid import UUID

from ninja import Query

from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.paging import page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page, shaped
from dramac.commerce.alerts import actions, models, permissions, queries
from dramac.commerce.alerts.api.sent import AlertSettingsBody, AlertsWanted
from dramac.commerce.alerts.api.shapes import AlertSettings, StockAlert
from dramac.tenancy import queries as tenancy
from dramac.tenancy.models import Site

router = Endpoints("Stock alerts")


@router.get("/inventory/alerts", permissions.VIEW)
def list_stock_alerts(request: ApiRequest, wanted: Query[AlertsWanted]) -> Page[StockAlert]:
    """List alerts, newest first: the open ones, or those dismissed or closed."""
    rows = queries.in_state(queries.raised(request.site), wanted.state).filter(**wanted.exact())
    return page_of(rows, wanted, name="alerts", order=("-opened_at", "id"), show=_alert)


@router.get("/inventory/alerts/{alert_id}", permissions.VIEW)
def get_stock_alert(request: ApiRequest, alert_id: UUID) -> StockAlert:
    """Read an alert."""
    return _alert(found(queries.alert(request.site, alert_id)))


@router.post("/inventory/alerts/{alert_id}/dismissal", permissions.DISMISS)
def dismiss_stock_alert(request: ApiRequest, alert_id: UUID) -> StockAlert:
    """Dismiss an alert, with milder ones of the same variant at the same location. It is raised again only if it gets worse,
    or after stock came back."""
    found(queries.alert(request.site, alert_id))
    actions.dismiss_alert(site=request.site, alert_ids=[alert_id], by=request.actor, now=request.now)
    return _alert(found(queries.alert(request.site, alert_id)))


@router.delete("/inventory/alerts/{alert_id}/dismissal", permissions.DISMISS)
def restore_stock_alert(request: ApiRequest, alert_id: UUID) -> None:
    """Show a dismissed alert again. One that closed meanwhile stays closed."""
    keys = queries.beside(request.site, found(queries.alert(request.site, alert_id)))
    actions.restore_alert(site=request.site, alert_ids=keys, by=request.actor, now=request.now)


@router.get("/inventory/alert-settings", permissions.VIEW)
def get_alert_settings(request: ApiRequest) -> AlertSettings:
    """Read the shop's own limits, and who is told."""
    return _settings(request.site)


@router.put("/inventory/alert-settings", permissions.EDIT)
def update_alert_settings(request: ApiRequest, body: Json[AlertSettingsBody]) -> AlertSettings:
    """Replace the shop's own limits and wishes. All stock is looked at anew."""
    limits = {"low": body.low_stock_threshold, "critical": body.critical_stock_threshold}
    actions.update_alert_settings(site=request.site, told=body.told(), **limits, by=request.actor, now=request.now)
    return _settings(tenancy.site_by_id(request.site.pk))


def _alert(row: models.RaisedAlert) -> StockAlert:
    state = "closed" if row.closed_at else "dismissed" if row.dismissed_at else "open"
    return shaped(StockAlert, row, state=state)


def _settings(site: Site) -> AlertSettings:
    kept = queries.get_alert_settings(site)
    names = ("hysteresis", "is_active", "on_dashboard", "email", "digest_hour")
    wishes = {name: getattr(kept.told, name) for name in names}
    return shaped(AlertSettings, kept, **wishes, recipients=list(kept.told.recipients))
