"""E-mails from the door: a link to set a new password, and an invitation to work on a shop. Sent by the worker."""

from __future__ import annotations

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from dramac.dashboard.entrance import links
from dramac.tenancy import addresses, queries
from dramac.tenancy.models import Membership


@task()
def send_reset(email: str, language: str) -> None:
    """Send the link to whoever has this address; nothing happens if nobody has."""
    person = queries.person_by_email(email)
    if person is None:
        return
    with translation.override(language):
        body = _(
            "Hello %(name)s,\n\n"
            "someone, probably you, asked for a new password for your dashboard. Set it here within an hour:\n\n"
            "%(link)s\n\n"
            "If it was not you, leave this e-mail alone: nothing has changed.\n"
        )
        text = body % {"name": person.name or person.email, "link": links.link(person, links.RESET)}
        send_mail(_("Set a new password"), text, None, [person.email])


def send_invitation(member: Membership, by: str) -> None:
    """Tell someone that they may work on a shop, with a link to set a password if they have none yet."""
    site, person = member.site, member.user
    with translation.override(site.locale):
        values = {"by": by, "shop": site.name, "link": addresses.dashboard_page(site, "dashboard:home")}
        if person.has_usable_password():
            body = _("%(by)s has given you a place on the staff of %(shop)s. Sign in here:\n\n%(link)s\n")
        else:
            values["link"] = links.link(person, links.INVITATION)
            body = _(
                "%(by)s has given you a place on the staff of %(shop)s. Set a password here within seven days, "
                "then sign in with this e-mail address:\n\n%(link)s\n"
            )
        subject = " ".join((_("You may work on %(shop)s") % {"shop": site.name}).split())
        send_mail(subject, body % values, None, [person.email])
