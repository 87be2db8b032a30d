"""Bank transfer: the shopper sends the money, staff record that it came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dramac.commerce.payments.offline import OfflineProvider
from dramac.commerce.payments.ports import SettingField

IBAN_LENGTHS = range(15, 35)


class BankTransfer(OfflineProvider):
    """An order waits seven days for the money unless the merchant says otherwise."""

    key = "bank_transfer"
    expires_after_hours = 7 * 24

    def title(self) -> str:
        """Its name as merchants read it."""
        return gettext("Bank transfer")

    def setting_fields(self) -> tuple[SettingField, ...]:
        """Where the money is to be sent."""
        return (
            SettingField("account_holder", _("Account holder")),
            SettingField("iban", _("IBAN"), longest=42),
            SettingField("bic", _("BIC"), longest=11),
            SettingField("bank", _("Bank")),
        )

    def check_settings(self, settings: Mapping[str, Any]) -> dict[str, object]:
        """An IBAN that is given must be one (ISO 13616)."""
        iban = str(settings.get("iban", ""))
        return {"iban": _("This is not an IBAN. Check its digits.")} if iban and not is_iban(iban) else {}

    def details(self, settings: Mapping[str, Any]) -> list[tuple[object, str]]:
        """The account, as far as it is given."""
        return [(f.label, str(settings[f.name])) for f in self.setting_fields() if settings.get(f.name)]


def is_iban(text: str) -> bool:
    """Whether the check digits of an account number are right (ISO 7064, modulo 97)."""
    iban = text.replace(" ", "").upper()
    if not (iban.isascii() and iban.isalnum() and len(iban) in IBAN_LENGTHS and iban[:2].isalpha()):
        return False
    digits = "".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])
    return int(digits) % 97 == 1


PROVIDER = BankTransfer()
