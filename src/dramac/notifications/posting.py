"""Writing and sending one e-mail for one cause, once: the row comes first, then the sending, then the mark that it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from dramac.kit.clock import utc_now
from dramac.notifications.models import Mail
from dramac.tenancy.models import Site

LONGEST_SUBJECT = 250


@dataclass(frozen=True, slots=True)
class Letter:
    """What to tell whom. `kind` names the templates `notifications/mails/<kind>.txt` and `.html`; `cause` is the fact.

    `subject` is plain text; line breaks in it (which a shopper's name may hold) become spaces. `reference` is what the
    mail is about (`order:1001`), so that a screen can list it.
    """

    kind: str
    to: str
    subject: str
    cause: UUID
    context: Mapping[str, Any]
    reference: str = ""
    locale: str = ""


def post(site: Site, letter: Letter) -> bool:
    """Send the letter unless it was sent before for the same cause; returns whether it was sent now.

    Raises OSError or smtplib's errors when the mail server cannot be reached; the outbox tries again later.
    """
    mail, _created = Mail.objects.get_or_create(
        site=site,
        cause=letter.cause,
        kind=letter.kind,
        to=letter.to,
        defaults={"subject": _one_line(letter.subject), "reference": letter.reference},
    )
    if mail.sent_at is not None:
        return False
    _message(site, letter).send()
    Mail.objects.of(site).filter(pk=mail.pk).update(sent_at=utc_now())
    return True


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_SUBJECT]


def _message(site: Site, letter: Letter) -> EmailMultiAlternatives:
    context = {"site": site, "subject": _one_line(letter.subject), **letter.context}
    with translation.override(letter.locale or site.locale), timezone.override(site.zone):
        text = render_to_string(f"notifications/mails/{letter.kind}.txt", context)
        html = render_to_string(f"notifications/mails/{letter.kind}.html", context)
    name = _one_line(site.name).replace('"', "'")
    message = EmailMultiAlternatives(
        subject=_one_line(letter.subject),
        body=text,
        from_email=f'"{name}" <{settings.DEFAULT_FROM_EMAIL}>',
        to=[letter.to],
        reply_to=[site.contact_email] if site.contact_email else None,
    )
    message.attach_alternative(html, "text/html")
    return message
