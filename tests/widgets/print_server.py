"""A print server and a printer of the test's own: cupsd and ippeveprinter on free ports, nothing of the system's.

ippeveprinter announces itself and needs avahi-daemon on a message bus for that; both run here as well.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("cupsd", "ippeveprinter", "lpadmin", "dbus-daemon", "avahi-daemon")
_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
_PATIENCE = 20.0

_CUPSD = """LogLevel warn
Listen 127.0.0.1:{port}
Browsing Off
WebInterface No
DefaultAuthType None
DefaultErrorPolicy abort-job
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

_FILES = """ServerRoot {root}
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/temp
ServerBin /usr/lib/cups
DataDir /usr/share/cups
AccessLog {root}/access
ErrorLog {root}/errors
PageLog {root}/pages
SystemGroup root
Sandboxing Relaxed
FatalErrors none
"""

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={root}/bus</listen>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_type="*"/><allow receive_type="*"/><allow send_destination="*"/>
  </policy>
</busconfig>
"""

_AVAHI = """[server]
host-name=shouban-test
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
"""


class NotHere(Exception):
    """The machine cannot run a print server; the text says why."""


@dataclass(frozen=True)
class Printer:
    """A printer and the files that arrived at it."""

    port: int
    spool: Path

    def arrived(self) -> list[bytes]:
        """What was printed, oldest first."""
        files = sorted(self.spool.glob("*.*"), key=lambda file: file.stat().st_mtime_ns)
        return [file.read_bytes() for file in files]


class PrintServer:
    """A running cupsd. ``address`` is what ``CUPS_SERVER`` has to name."""

    def __init__(self, root: Path, port: int, environment: dict[str, str], running: ExitStack) -> None:
        self._root = root
        self._running = running
        self._environment = environment
        self.address = f"127.0.0.1:{port}"

    def add_printer(self, queue: str, *, formats: Sequence[str], command: str | None = None) -> Printer:
        """A printer that takes ``formats``, and its queue; ``command`` prints in its stead."""
        spool = self._root / f"arrived-{queue}"
        spool.mkdir()
        port = _free_port()
        own = ["-c", command] if command else []
        options = [
            "-2",
            "-s",
            "120",
            "-p",
            str(port),
            "-d",
            str(spool),
            "-k",
            "-r",
            "off",
            "-f",
            ",".join(formats),
            *own,
        ]
        self._start([_program("ippeveprinter"), *options, queue], f"printer-{queue}")
        _wait_for(lambda: _listens(port), f"ippeveprinter {queue}")
        self.add_queue(queue, f"ipp://127.0.0.1:{port}/ipp/print", model="everywhere")
        return Printer(port, spool)

    def add_queue(self, queue: str, device: str, *, model: str | None = None, accepts: bool = True) -> None:
        """A queue for a device; without ``model`` the bytes go there as they are."""
        chosen = ["-m", model] if model else []
        self.administrate("lpadmin", "-p", queue, "-E", "-v", device, *chosen)
        self.administrate("lpadmin", "-p", queue, "-o", "printer-error-policy=abort-job")
        if not accepts:
            self.administrate("cupsreject", queue)

    def administrate(self, program: str, *options: str) -> None:
        """Runs one of the server's own programs."""
        environment = self._environment | {"CUPS_SERVER": self.address}
        done = subprocess.run([_program(program), *options], env=environment, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode(errors="replace")

    def _start(self, command: Sequence[str], name: str) -> None:
        self._running.enter_context(_process(command, self._root / f"{name}.log", self._environment))


@contextmanager
def print_server() -> Iterator[PrintServer]:
    """Starts everything, and ends it afterwards. Raises ``NotHere``."""
    missing = [program for program in PROGRAMS if shutil.which(program, path=_PATH) is None]
    if missing:
        raise NotHere(f"not installed: {', '.join(missing)}")
    if os.name != "posix" or os.geteuid() != 0:
        raise NotHere("avahi-daemon and cupsd of one's own need root")
    # Filters and backends run as another user, who must be able to read what is printed.
    root = Path(tempfile.mkdtemp(prefix="shouban-cups-"))
    root.chmod(0o755)
    for folder in ("cache", "state", "spool", "temp"):
        (root / folder).mkdir()
    (root / "temp").chmod(0o1777)
    port = _free_port()
    for name, text in (("cupsd.conf", _CUPSD), ("files.conf", _FILES), ("bus.conf", _BUS), ("avahi.conf", _AVAHI)):
        (root / name).write_text(text.format(root=root, port=port), encoding="utf-8")
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={root}/bus", "LC_ALL": "C"}
    with ExitStack() as running:
        running.callback(shutil.rmtree, root, ignore_errors=True)
        server = PrintServer(root, port, environment, running)
        bus = [_program("dbus-daemon"), f"--config-file={root}/bus.conf", "--nofork", "--nopidfile"]
        running.enter_context(_process(bus, root / "bus.log", environment))
        _wait_for((root / "bus").exists, "dbus-daemon")
        avahi = [_program("avahi-daemon"), "-f", f"{root}/avahi.conf", "--no-drop-root", "--no-chroot", "--no-rlimits"]
        running.enter_context(_process(avahi, root / "avahi.log", environment))
        cupsd = [_program("cupsd"), "-f", "-c", f"{root}/cupsd.conf", "-s", f"{root}/files.conf"]
        running.enter_context(_process(cupsd, root / "cupsd.log", environment))
        _wait_for(lambda: _listens(port), "cupsd")
        time.sleep(0.5)
        yield server


@contextmanager
def _process(command: Sequence[str], log: Path, environment: dict[str, str]) -> Iterator[None]:
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT, env=environment)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _program(name: str) -> str:
    found = shutil.which(name, path=_PATH)
    assert found is not None
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _wait_for(ready: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + _PATIENCE
    while not ready():
        if time.monotonic() > until:
            raise NotHere(f"{what} does not start on this machine")
        time.sleep(0.05)
