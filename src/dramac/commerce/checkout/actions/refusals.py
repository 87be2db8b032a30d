"""Why an order cannot be placed, in words for the shopper. Nothing has been written when one of these is raised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.checkout.queries import Quote
from dramac.kit.refusal import Refused


@dataclass(frozen=True, slots=True)
class Short:
    """A line of which less is left than is wanted; `left` is 0 for what is no longer sold."""

    line_id: UUID
    title: str
    wanted: int
    left: int


class CartEmpty(Refused):
    """There is nothing to order."""

    code = "cart_empty"

    def __init__(self) -> None:
        super().__init__(_("Your cart is empty."))


class TotalMoved(Refused):
    """The order would cost something else than the shopper was shown; `quote` is what it costs now."""

    code = "total_moved"

    def __init__(self, quote: Quote) -> None:
        super().__init__(_("The total has changed since you last looked. Please check it and order again."))
        self.quote = quote


class CartMoved(Refused):
    """The cart was changed since the shopper was shown it, in another window perhaps; `quote` is what it is now."""

    code = "cart_moved"

    def __init__(self, quote: Quote) -> None:
        super().__init__(_("Your cart has changed since you last looked. Please check it and order again."))
        self.quote = quote


class OutOfStock(Refused):
    """Not everything is left; `short` names the lines and how many there are, `quote` is the cart as it is now."""

    code = "out_of_stock"

    def __init__(self, short: Sequence[Short], quote: Quote) -> None:
        super().__init__(_("Some things are no longer available in the quantity you wanted. Nothing was ordered."))
        self.short = tuple(short)
        self.quote = quote


class AccountNeeded(Refused):
    """The shop takes orders only from those who are signed in."""

    code = "account_needed"

    def __init__(self) -> None:
        super().__init__(_("Sign in to order here."), field="email")


class NotDelivered(Refused):
    """The chosen delivery is not offered for these goods and this address, or none is; `quote` has what is."""

    code = "not_delivered"

    def __init__(self, quote: Quote) -> None:
        words = _("Choose how your order should be delivered.")
        if not quote.delivery.offers:
            words = _("We do not deliver this to your address.")
        super().__init__(words, field="shipping_method")
        self.quote = quote


class NotPayable(Refused):
    """The chosen way to pay is not offered."""

    code = "not_payable"

    def __init__(self) -> None:
        super().__init__(_("Choose how you would like to pay."), field="payment_method")


class PaymentDeclined(Refused):
    """The provider refused the payment: the order was cancelled, its goods given back, and the cart is open again."""

    code = "payment_declined"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("The payment was declined. Try again or choose another way to pay."))
