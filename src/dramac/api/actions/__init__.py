"""What can be done to the keys of a site."""

from __future__ import annotations

from dramac.api.actions.create_key import CannotCreateKey, IssuedKey, NewKey, create_key
from dramac.api.actions.note_use import note_use
from dramac.api.actions.revoke_key import revoke_key

__all__ = ["CannotCreateKey", "IssuedKey", "NewKey", "create_key", "note_use", "revoke_key"]
