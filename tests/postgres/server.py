"""A PostgreSQL of our own: a temporary folder, a socket in it, a user who is not root, and nothing left behind.

Its language is Turkish, its clocks stand in Newfoundland and it writes days first: no answer may hang on that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

NAME = "leadspec"
_PACKAGES = Path("/usr/lib/postgresql")
_SECONDS = 30
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "jit": "off",
    "timezone": "America/St_Johns",
    "datestyle": "SQL, DMY",
    "intervalstyle": "sql_standard",
    "client_min_messages": "warning",
    "max_stack_depth": "7MB",
}


# The server ends, and its folder goes, when nobody holds its input any more: also where the tests are killed.
_HELD = """
exec 3<&0
"$@" </dev/null &
server=$!
(cat <&3 >/dev/null; kill -QUIT $server 2>/dev/null) &
wait $server
rm -rf "$0"
"""


class PostgresFaultError(Exception):
    """What the server says to a statement that it does not carry out."""


def why_absent() -> str | None:
    """What is missing for a server of our own; None where one can be started."""
    if _programs() is None:
        return "there is no PostgreSQL server here: apt-get install postgresql"
    if shutil.which("psql") is None:
        return "there is no psql here: apt-get install postgresql-client"
    return None


def _programs() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).resolve().parent
    found = [each.parent for each in _PACKAGES.glob("*/bin/initdb")]
    return max(found, key=lambda each: int(each.parent.name) if each.parent.name.isdigit() else 0, default=None)


@contextmanager
def running() -> Iterator[Path]:
    """The folder of the socket of a server that runs as long as this does."""
    programs = _programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="leadspec-postgres-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
        _initialised(programs, folder)
        settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
        with (folder / "log").open("wb") as log:
            server = _start(["sh", "-c", _HELD, str(folder), *command], folder, log)
        _wait(server, folder)
        yield folder
    finally:
        if server is not None:
            assert server.stdin is not None
            server.stdin.close()
            server.wait(_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _initialised(programs: Path, folder: Path) -> None:
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", NAME, "-A", "trust", "-E", "UTF8"]
    command += ["--no-sync", "--no-instructions", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=tr"]
    with (folder / "initdb").open("wb") as log:
        made = _start(command, folder, log)
        made.communicate(timeout=_SECONDS)
        if made.returncode != 0:
            raise PostgresFaultError((folder / "initdb").read_text(errors="replace"))


def _start(command: list[str], folder: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """A server refuses to run as root."""
    as_other = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    return subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=log, stderr=log, **as_other)  # type: ignore[call-overload,no-any-return]


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and server.poll() is None:
        asked = ["psql", "-X", "-h", str(folder), "-U", NAME, "-d", "postgres", "-Atc", "SELECT 1"]
        if subprocess.run(asked, capture_output=True).returncode == 0:
            return
        time.sleep(0.05)
    raise PostgresFaultError((folder / "log").read_text(errors="replace"))


class Session:
    """One `psql` that stays open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = ["psql", "-X", "-q", "-A", "-t", "-h", str(folder), "-U", NAME, "-d", "postgres"]
        self._psql = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PGCLIENTENCODING": "UTF8"},
        )
        self._asked = 0
        self.run("\\set VERBOSITY terse")

    def run(self, statements: str) -> list[str]:
        """The lines that are answered. Raises `PostgresFaultError`."""
        assert self._psql.stdin is not None
        assert self._psql.stdout is not None
        self._asked += 1
        end = f"--- end of {self._asked} ---"
        self._psql.stdin.write(f"{statements}\n\\echo '{end}'\n".encode())
        self._psql.stdin.flush()
        lines: list[str] = []
        for read in self._psql.stdout:
            line = read.decode()
            if line.rstrip("\n") == end:
                break
            lines.append(line.rstrip("\n"))
        else:
            raise PostgresFaultError("psql ended: " + "\n".join(lines))
        faults = [each for each in lines if each.startswith(("ERROR:", "FATAL:", "PANIC:", "psql:"))]
        if faults:
            raise PostgresFaultError("\n".join(faults))
        return lines

    def close(self) -> None:
        assert self._psql.stdin is not None
        self._psql.stdin.close()
        self._psql.wait(_SECONDS)
        assert self._psql.stdout is not None
        self._psql.stdout.close()
