"""How a slice declares its endpoints: `router = Endpoints("Products")`, then one function each under `@router.get(path, permission)`.

The function's docstring is its text in the documentation, its return type the shape of its answer, its name the operation's
id. It translates in, calls one action or query, translates out.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol, TypeVar, Unpack, get_type_hints

from ninja import Router
from ninja.operation import Operation
from ninja.utils import contribute_operation_callback

from dramac.api.answers import answering
from dramac.api.contracts import Contract, Options
from dramac.api.gate import gated

Function = TypeVar("Function", bound=Callable[..., Any])


class Register(Protocol):
    """What a declaration returns: takes the endpoint's function and gives it back unchanged."""

    def __call__(self, function: Function, /) -> Function: ...


CONTRACTS: dict[str, Contract] = {}
"""Every endpoint's contract by its name; the document is made from it."""


class Endpoints:
    """The endpoints of one part of the API, listed under `title` in the documentation."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.router = Router(tags=[title])

    def get(self, path: str, permission: str, **options: Unpack[Options]) -> Register:
        """A read."""
        return self._adding("GET", path, permission, options)

    def post(self, path: str, permission: str, **options: Unpack[Options]) -> Register:
        """Something that is made or done."""
        return self._adding("POST", path, permission, options)

    def put(self, path: str, permission: str, **options: Unpack[Options]) -> Register:
        """Something that is replaced as a whole."""
        return self._adding("PUT", path, permission, options)

    def patch(self, path: str, permission: str, **options: Unpack[Options]) -> Register:
        """An edit: the fields that are sent, and no others."""
        return self._adding("PATCH", path, permission, options)

    def delete(self, path: str, permission: str, **options: Unpack[Options]) -> Register:
        """Something that is taken away."""
        return self._adding("DELETE", path, permission, options)

    def _adding(self, method: str, path: str, permission: str, options: Options) -> Register:
        def add(function: Function, /) -> Function:
            contribute_operation_callback(function, partial(_put_in_gate, permission=permission, options=options))
            text = " ".join(inspect.cleandoc(function.__doc__ or "").split())
            summary, _stop, rest = text.partition(". ")
            self.router.add_api_operation(
                path,
                [method],
                function,
                operation_id=function.__name__,
                summary=summary.rstrip("."),
                description=rest or summary,
            )
            return function

        return add


def _put_in_gate(operation: Operation, *, permission: str, options: Options) -> None:
    contract = _contract(operation, permission, options)
    if CONTRACTS.setdefault(contract.name, contract) != contract:
        raise ValueError(f"There are two endpoints called {contract.name}.")
    operation.view_func = answering(operation.view_func, contract)
    gate = partial(gated, contract=contract)
    operation.run = gate(operation.run)  # type: ignore[method-assign]  # as ninja's own decorators of operations do
    operation._run_decorators = [gate]  # type: ignore[attr-defined]  # read by ninja when it binds a copy


def _contract(operation: Operation, permission: str, options: Options) -> Contract:
    gives = get_type_hints(operation.view_func, include_extras=True)["return"]
    gives = None if gives is type(None) else gives
    sources = {model.__ninja_param_source__: model for model in operation.models}
    forms = [model for source, model in sources.items() if source in ("form", "file")]
    contract = Contract(
        name=operation.view_func.__name__,
        permission=permission,
        gives=gives,
        status=204 if gives is None else 200,
        has_body="body" in sources or bool(forms),
        parameters=frozenset(sources["query"].__ninja_flatten_map__ if "query" in sources else ()),
        form_fields=frozenset(name for model in forms for name in model.model_fields),
    )
    return replace(contract, **options)
