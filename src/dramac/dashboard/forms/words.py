"""Fields for words: a line of text, an e-mail address, tags."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class TextField(forms.CharField):
    """Text of a bounded length, without control signs; a line unless `rows` says how tall its box is."""

    def __init__(self, *, max_length: int = 200, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        self.lines = bool(rows)
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The text in composed letters (NFC); line ends are plain, other control signs are taken out."""
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        keep = "\n\t" if self.lines else ""
        return "".join(sign for sign in text if sign in keep or not _is_control(sign))


class AddressField(forms.EmailField):
    """An e-mail address, with small letters so that one person is one address."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        attrs = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "off", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.EmailInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The address in small letters."""
        return str(super().to_python(value) or "").lower()


class TagsField(forms.CharField):
    """Words separated by commas: a list in Python, each once however it is capitalised, in the order typed."""

    def __init__(self, *, most: int = 50, longest: int = 60, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(max_length=most * (longest + 2), **kwargs)
        self.most, self.longest = most, longest

    def clean(self, value: Any) -> Any:
        """The tags. Raises ValidationError when there are too many or one is too long."""
        found: dict[str, str] = {}
        for part in super().clean(value).split(","):
            if tag := " ".join(part.split()):
                found.setdefault(tag.casefold(), tag)
        if len(found) > self.most:
            raise ValidationError(_("Enter at most %(most)s tags."), "too_many", {"most": self.most})
        if long := next((tag for tag in found.values() if len(tag) > self.longest), None):
            values = {"tag": long[:20], "most": self.longest}
            raise ValidationError(_("“%(tag)s…” is longer than %(most)s letters."), "too_long", values)
        return list(found.values())

    def prepare_value(self, value: Any) -> Any:
        """The tags as they are typed."""
        return ", ".join(value) if isinstance(value, list | tuple) else value


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" and sign != "\0"  # a null sign is refused with a message, by Django
