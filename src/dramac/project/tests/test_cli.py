"""The command line explains itself, and tells what went wrong in a sentence."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result
from django.db import OperationalError

from dramac.project import preparing
from dramac.project.cli import main

COMMANDS = ("serve", "worker", "migrate", "create-site", "import", "demo", "doctor")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def taken() -> Iterator[str]:
    """A port at which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield str(listener.getsockname()[1])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    answer = run(command, "--help")
    assert answer.exit_code == 0
    assert command in run("--help").output


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_told_in_a_sentence(command: str, taken: str) -> None:
    answer = run(command, "--port", taken)
    assert answer.exit_code == 1
    assert "Choose another with --port." in answer.output
    assert "Traceback" not in answer.output


def test_a_database_that_does_not_answer_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_more: object) -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(preparing, "prepare", refuse)
    answer = run("migrate")
    assert answer.exit_code == 1
    assert answer.output == "Error: The database does not answer (connection refused). Check DATABASE_URL.\n"


@pytest.mark.parametrize(
    "words", [("serve", "--port", "99999"), ("import", "/nowhere.csv", "--site", "x"), ("nonsense",)]
)
def test_misuse_is_told_with_what_would_be_right(words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert answer.exit_code == 2
    assert "Error: " in answer.output
