"""Refused: a domain action says no, in words for the person who asked."""

from __future__ import annotations


class Refused(Exception):
    """A request that cannot be done, with a sentence that says why and, where there is one, the field at fault.

    `code` is for programs (stable, snake_case), `message` for people (translated when it is shown), `field` names the
    input that should be changed. Nothing has been written when it is raised: it leaves the transaction it rose in.
    """

    code = "refused"

    def __init__(self, message: object, *, field: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return str(self.message)
