"""What shoppers are asked before they order."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.checkout.rules import Asked, CheckoutSettings
from dramac.commerce.customers.rules import AccountSettings
from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section
from dramac.kit.refusal import Refused
from dramac.kit.settings import read

PHONE = (
    (Asked.HIDDEN.value, _("Do not ask")),
    (Asked.OPTIONAL.value, _("May be given")),
    (Asked.REQUIRED.value, _("Must be given")),
)


class CheckoutForm(SettingsForm):
    """Who may order, and what they tell."""

    kind = CheckoutSettings
    title = _("Checkout")
    address = "checkout:settings"
    sections = (
        Section(
            _("Who may order"),
            _("About one in five shoppers leaves when an account is demanded. Guests can make one afterwards."),
            ("account_required",),
        ),
        Section(_("What they tell"), _("The e-mail address and where things go are always asked for."), ("phone",)),
        Section(_("What they agree to"), _("Write the pages themselves under Policies."), ("terms_box", "offers_news")),
    )

    account_required = forms.BooleanField(label=_("Only who is signed in may order"), required=False)
    phone = forms.ChoiceField(label=_("Phone number"), choices=PHONE, widget=forms.RadioSelect)
    terms_box = forms.BooleanField(
        label=_("Terms are accepted by ticking a box"),
        required=False,
        help_text=_("Otherwise a sentence beside the button says that ordering accepts them."),
    )
    offers_news = forms.BooleanField(
        label=_("Ask whether the shop may send news"),
        required=False,
        help_text=_("A box that is empty until the shopper ticks it. The answer is kept with the customer."),
    )

    def check(self) -> None:
        """Raises Refused where nobody could order."""
        has_accounts = read(AccountSettings, self.site.settings).accounts
        if self.cleaned_data["account_required"] and not has_accounts:
            raise Refused(
                _("Shoppers cannot sign in at the moment. Allow accounts under Customers and accounts first."),
                field="account_required",
            )


checkout = settings_page(CheckoutForm)
