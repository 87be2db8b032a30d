"""The e-mail from the door: a link to set a new password. Sent by the worker."""

from __future__ import annotations

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from dramac.dashboard.entrance import links
from dramac.tenancy import queries


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
