"""The site that a key names, for programs and for the shop's own pages."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pydantic

from dramac.api.bodies import Changes, Json
from dramac.api.endpoints import Endpoints
from dramac.api.fields import given
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.api.shapes import Id, Moment, Shape, shaped
from dramac.tenancy import actions, permissions
from dramac.tenancy.addresses import shop_url

router = Endpoints("Site")

EMAIL = r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$"


class ShopInfo(Shape, frozen=True, kw_only=True):
    """What a shop's page needs to know of its site. Prices are in `currency` and, where so said, include tax."""

    name: Annotated[str, msgspec.Meta(examples=["Oak & Ash"])]
    tagline: str
    currency: Annotated[str, msgspec.Meta(examples=["EUR"])]
    locale: Annotated[str, msgspec.Meta(examples=["en-GB"])]
    country: Annotated[str, msgspec.Meta(examples=["IE"])]
    time_zone: Annotated[str, msgspec.Meta(examples=["Europe/Dublin"])]
    prices_include_tax: bool
    contact_email: str
    url: Annotated[str, msgspec.Meta(examples=["https://shop.example"])]


class SiteInfo(ShopInfo, frozen=True, kw_only=True):
    """The site that a secret key acts for."""

    id: Id
    contact_phone: str
    postal_address: str
    slug: Annotated[str, msgspec.Meta(examples=["oak-and-ash"])]
    created_at: Moment


class SiteChanges(Changes):
    """What should change of the site; the rest stays."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Oak & Ash"])] = ""
    tagline: Annotated[str, pydantic.Field(max_length=200)] = ""
    contact_email: Annotated[str, pydantic.Field(max_length=254, pattern=EMAIL, examples=["hello@shop.example"])] = ""
    contact_phone: Annotated[str, pydantic.Field(max_length=40)] = ""
    postal_address: Annotated[str, pydantic.Field(max_length=500)] = ""
    time_zone: Annotated[str, pydantic.Field(max_length=64, examples=["Europe/Dublin"])] = ""
    locale: Annotated[str, pydantic.Field(max_length=16, examples=["en-GB"])] = ""
    country: Annotated[str, pydantic.Field(pattern="^[A-Z]{2}$", examples=["IE"])] = ""
    prices_include_tax: bool = True


@router.get("/site", permissions.SETTINGS_VIEW)
def get_site(request: ApiRequest) -> SiteInfo:
    """Read the site of the key."""
    return shaped(SiteInfo, request.site, url=shop_url(request.site))


@router.patch("/site", permissions.SETTINGS_EDIT)
def edit_site(request: ApiRequest, body: Json[SiteChanges]) -> SiteInfo:
    """Change the site's particulars. Its short name and its currency stay for good."""
    edited = actions.edit_site(site=request.site, by=request.actor, now=request.now, **given(body))
    return shaped(SiteInfo, edited, url=shop_url(edited))


@router.get("/storefront/site", STOREFRONT)
def get_shop(request: ApiRequest) -> ShopInfo:
    """Read what shoppers may know of the site."""
    return shaped(ShopInfo, request.site, url=shop_url(request.site))
