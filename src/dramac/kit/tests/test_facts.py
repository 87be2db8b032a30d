"""Facts as text: read by any number of threads at once."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from __future__ import annotations

import sys
from threading import Barrier, Thread

import msgspec

from dramac.kit import facts

KINDS, READERS = 100, 6
PAYLOAD = '{"site_id":"01a20820-e66f-7712-bf94-3793071cf058","occurred_at":"2026-03-02T12:00:00Z","parts":[{"units":1}]}'
for number in range(KINDS):
    exec(f'''
class Part{number}(msgspec.Struct, frozen=True):
    units: int
class Fact{number}(facts.Event, frozen=True, kw_only=True):
    parts: tuple[Part{number}, ...]
''')
sys.setswitchinterval(1e-6)
gate = Barrier(READERS)


def read():
    for number in range(KINDS):
        gate.wait()
        facts.decode(f"Fact{number}", PAYLOAD)


readers = [Thread(target=read) for _ in range(READERS)]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
"""


def test_threads_that_read_a_kind_of_fact_for_the_first_time_at_once_all_read_it() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
