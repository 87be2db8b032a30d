"""What the shop tells shoppers in its own words: terms, privacy, returns, delivery, contact, imprint."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.dashboard.settings.records import LIST, Row, Section
from dramac.kit.refusal import Refused
from dramac.tenancy import actions as tenancy
from dramac.tenancy import addresses, permissions
from dramac.tenancy.requests import SiteRequest

PAGES: Mapping[str, tuple[Promise, Promise]] = {
    "terms": (gettext_lazy("Terms and conditions"), gettext_lazy("Shoppers accept them when they order.")),
    "privacy": (gettext_lazy("Privacy"), gettext_lazy("What you keep about shoppers, and for how long.")),
    "returns": (gettext_lazy("Returns"), gettext_lazy("How long things can be sent back, and at whose cost.")),
    "shipping": (gettext_lazy("Delivery"), gettext_lazy("Where you deliver, how fast, and what it costs.")),
    "contact": (gettext_lazy("Contact"), gettext_lazy("How shoppers reach you.")),
    "imprint": (gettext_lazy("Imprint"), gettext_lazy("Who runs the shop, where the law asks for it.")),
}
"""The pages that every shop may write, as the storefront names them."""
SECTIONS = (
    Section(
        gettext_lazy("Page"),
        gettext_lazy("Shown in the foot of every page of the shop; the terms beside the button that orders, too."),
        ("title", "html"),
    ),
)


class PageForm(SiteForm):
    """A page of the shop's own words."""

    title = TextField(
        label=gettext_lazy("Title"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Empty: as it is called here."),
    )
    html = TextField(
        label=gettext_lazy("Text"),
        max_length=60_000,
        rows=20,
        required=False,
        help_text=gettext_lazy(
            "Plain paragraphs, or HTML with headings, lists and links. What could harm is taken out when it is shown."
        ),
    )


@page(needs=permissions.SETTINGS_VIEW, methods=("GET",))
def policies(request: SiteRequest) -> HttpResponse:
    """The pages, and whether each was written."""
    rows = [
        Row(str(label), here(request, "dashboard:policy", policy=name), str(text), bool(_said(request, name)["html"]))
        for name, (label, text) in PAGES.items()
    ]
    return show(
        request,
        LIST,
        heading=_("Policies"),
        lead=_("What shoppers can read before they buy. Until a page is written it says how to reach you."),
        add=None,
        rows=rows,
        icon_name="scale",
        empty=("", ""),
    )


@page(needs=permissions.SETTINGS_VIEW, changes=permissions.SETTINGS_EDIT)
def policy(request: SiteRequest, policy: str) -> HttpResponse:
    """Show what a page says, and write it anew."""
    if (name := policy) not in PAGES:
        raise Http404
    form = PageForm(sent(request), site=request.site, initial=_said(request, name))
    if request.method == "POST" and form.is_valid():
        try:
            tenancy.edit_page(site=request.site, name=name, by=request.actor, now=request.now, **_paragraphs(form))
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved."), to=here(request, "dashboard:policies"))
    return show(
        request,
        "dashboard/settings/policy.html",
        heading=PAGES[name][0],
        back=(_("Policies"), here(request, "dashboard:policies")),
        form=form,
        sections=SECTIONS,
        removal=None,
        editable=request.membership.may(permissions.SETTINGS_EDIT),
        shown_at=addresses.shop_page(request.site, "shop:page", page=name),
    )


def _said(request: SiteRequest, name: str) -> dict[str, str]:
    kept = request.site.pages.get(name) if isinstance(request.site.pages, dict) else None
    said = kept if isinstance(kept, dict) else {}
    return {part: str(said.get(part) or "") for part in ("title", "html")}


def _paragraphs(form: forms.Form) -> dict[str, str]:
    """The text as HTML: what holds no tag becomes paragraphs at its empty lines."""
    text = str(form.cleaned_data["html"]).strip()
    if text and "<" not in text:
        parts = [part.strip().replace("\n", "<br>") for part in text.split("\n\n") if part.strip()]
        text = "\n".join(f"<p>{part}</p>" for part in parts)
    return {"title": str(form.cleaned_data["title"]), "html": text}
