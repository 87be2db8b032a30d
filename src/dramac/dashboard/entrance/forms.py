"""The forms at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.forms import AddressField
from dramac.tenancy.models import User

LONGEST_PASSWORD = 512


class PasswordField(forms.CharField):
    """A password: spaces at its ends count, and what was typed is never sent back."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=LONGEST_PASSWORD, widget=widget, **kwargs)


class SignInForm(forms.Form):
    """Who it is."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = PasswordField(label=_("Password"), autocomplete="current-password")


class CodeField(forms.CharField):
    """A code of an authenticator, or a recovery code."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "size": "medium"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs={**attrs, **kwargs.pop("attrs", {})}), **kwargs)


class SecondFactorForm(forms.Form):
    """The second proof of who it is."""

    code = CodeField(
        label=_("Code"),
        attrs={"inputmode": "text"},
        help_text=_("Six digits from your authenticator, or one of your recovery codes."),
    )


class ForgottenForm(forms.Form):
    """Whose password is to be set anew."""

    email = AddressField(label=_("E-mail address"))


class NewPasswordForm(forms.Form):
    """A new password, as strong as the settings ask for."""

    password = PasswordField(
        label=_("New password"),
        autocomplete="new-password",
        help_text=_("At least ten characters. A few words in a row are easy to keep."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """The password, if it is long enough, not among the common ones, and not the person's own name or address."""
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, self.person)
        return password


class ChangePasswordForm(NewPasswordForm):
    """A new password, asked for by someone who knows the present one."""

    present = PasswordField(label=_("Present password"), autocomplete="current-password")
    field_order = ("present", "password")
