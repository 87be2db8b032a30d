"""Whether shoppers can have an account."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.checkout.rules import CheckoutSettings
from dramac.commerce.customers.rules import AccountSettings
from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section
from dramac.kit.refusal import Refused
from dramac.kit.settings import read


class AccountForm(SettingsForm):
    """Accounts of shoppers."""

    kind = AccountSettings
    title = _("Customers and accounts")
    address = "customers:settings"
    sections = (
        Section(
            _("Accounts"),
            _("Shoppers sign in by a code that is mailed to them; there is no password to lose."),
            ("accounts", "offered_after_order"),
        ),
    )

    accounts = forms.BooleanField(
        label=_("Shoppers can sign in"),
        required=False,
        help_text=_("Without it everyone orders as a guest. Accounts that exist are kept, and closed meanwhile."),
    )
    offered_after_order = forms.BooleanField(label=_("Offer an account to guests who have ordered"), required=False)

    def check(self) -> None:
        """Raises Refused where nobody could order any more."""
        is_required = read(CheckoutSettings, self.site.settings).account_required
        if is_required and not self.cleaned_data["accounts"]:
            raise Refused(_("The checkout demands an account. Let guests order first."), field="accounts")


accounts = settings_page(AccountForm)
