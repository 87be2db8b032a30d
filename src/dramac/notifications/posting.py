"""Writing and sending one e-mail for one cause, once.

The row comes first, then a turn is taken, then the mail is sent, then the row is marked. Two workers never send one mail at
the same time; a worker that dies between sending and marking leaves a mail that is sent again under the same Message-ID
(RFC 5322, section 3.6.4), which mail programs show once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.kit.settings import read
from dramac.notifications.models import Mail
from dramac.notifications.rules import MailSettings
from dramac.tenancy.models import Site

LONGEST_SUBJECT = 250
TURN = timedelta(minutes=1)
"""How long a worker has for one mail: longer than a mail server may take to answer, shorter than the lease of a fact."""

KEPT = timedelta(days=90)
"""How long it is known what was sent to whom."""


class BeingSent(Exception):
    """Another worker is sending this mail; whether it got through is known in a minute."""


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

    Nothing is written or sent to nobody (whose data was erased has no address any more), nor of a kind that the shop leaves
    out. Raises OSError or smtplib's errors when the mail server cannot be reached, and BeingSent; the outbox tries again.
    """
    if not letter.to or not read(MailSettings, site.settings).sends(letter.kind):
        return False
    mail, _created = Mail.objects.get_or_create(
        site=site,
        cause=letter.cause,
        kind=letter.kind,
        to=letter.to,
        defaults={"subject": _one_line(letter.subject), "reference": letter.reference},
    )
    if mail.sent_at is not None:
        return False
    row = Mail.objects.of(site).filter(pk=mail.pk, sent_at=None)
    now = utc_now()
    if not row.filter(Q(tried_at=None) | Q(tried_at__lt=now - TURN)).update(tried_at=now):
        raise BeingSent
    try:
        _message(site, letter, mail.pk).send()
    except BaseException:
        row.update(tried_at=None)
        raise
    row.update(sent_at=utc_now())
    return True


def forget(site: Site, references: Sequence[str]) -> None:
    """Keep that e-mails about these were sent, and no longer to whom and under which subject."""
    Mail.objects.of(site).filter(reference__in=references).update(to="", subject="")


def sweep(*, now: datetime) -> int:
    """Forget e-mails of all sites that are older than ninety days, long after their facts; returns how many."""
    removed, _detail = Mail.objects.filter(created_at__lt=now - KEPT).delete()
    return removed


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_SUBJECT]


def send_test(site: Site, letter: Letter, *, to: str) -> None:
    """Send a letter to someone who wants to see it; no row is kept of it. Raises what mail servers raise."""
    _message(site, replace(letter, to=to), new_id()).send()


def drawn(site: Site, letter: Letter) -> tuple[str, str]:
    """A letter as plain text and as HTML, in its language."""
    context = {"site": site, "subject": _one_line(letter.subject), **letter.context}
    with translation.override(letter.locale or site.locale), timezone.override(site.zone):
        text = render_to_string(f"notifications/mails/{letter.kind}.txt", context)
        html = render_to_string(f"notifications/mails/{letter.kind}.html", context)
    return text, html


def _message(site: Site, letter: Letter, key: UUID) -> EmailMultiAlternatives:
    told = read(MailSettings, site.settings)
    text, html = drawn(site, letter)
    sender = told.sender_address or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    answers = told.reply_to or site.contact_email
    message = EmailMultiAlternatives(
        subject=_one_line(letter.subject),
        body=text,
        from_email=str(Address(_one_line(told.sender_name or site.name), addr_spec=sender)),
        to=[letter.to],
        reply_to=[answers] if answers else None,
        headers={"Message-ID": f"<{key}@{sender.rpartition('@')[2]}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message
