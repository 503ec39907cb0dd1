"""A print server and a printer of the test's own: cupsd and ippeveprinter on free ports, nothing of the system's.

ippeveprinter announces itself and needs avahi-daemon on a message bus for that; both run here as well.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("cupsd", "ippeveprinter", "ipptool", "lpadmin", "dbus-daemon", "avahi-daemon")
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


_QUESTION = """{
  NAME "a job"
  OPERATION Get-Job-Attributes
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR language attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR integer job-id $job
}
"""


class NotHere(Exception):
    """The machine cannot run a print server; the text says why."""


@dataclass(frozen=True)
class Printer:
    """A printer and the files that arrived at it."""

    port: int
    spool: Path
    process: subprocess.Popen[bytes]

    def last_job(self) -> dict[str, str]:
        """What the printer was told with its last job, as it answers itself: ``sides``, ``copies``, ``media-source``.

        It numbers its jobs from 1 and keeps a file of each.
        """
        question = self.spool.parent / "job.test"
        question.write_text(_QUESTION, encoding="utf-8")
        asked = ["-tv", "-d", f"job={len(self.arrived())}", f"ipp://127.0.0.1:{self.port}/ipp/print", str(question)]
        answered = subprocess.run([_program("ipptool"), *asked], capture_output=True, text=True, timeout=60).stdout
        told = dict(re.findall(r"^\s+([a-z-]+) \([^)]+\) = (.*)$", answered, re.MULTILINE))
        return told | dict(re.findall(r"(media-source|[xy]-dimension)=([a-z0-9-]+)", told.pop("media-col", "")))

    def vanish(self) -> None:
        """Somebody pulls the plug."""
        self.process.kill()
        self.process.wait()

    def arrived(self) -> list[bytes]:
        """What was printed, oldest first; ``.prn`` is what a command of the printer's own made of it."""
        files = [file for file in self.spool.glob("*.*") if file.suffix != ".prn"]
        files.sort(key=lambda file: file.stat().st_mtime_ns)
        return [file.read_bytes() for file in files]


class PrintServer:
    """A running cupsd. ``address`` is what ``CUPS_SERVER`` has to name."""

    def __init__(self, root: Path, port: int, environment: dict[str, str], running: ExitStack) -> None:
        self._root = root
        self._running = running
        self._environment = environment
        self.address = f"127.0.0.1:{port}"

    def add_printer(
        self, queue: str, *, formats: Sequence[str], command: str | None = None, scheme: str = "ipp"
    ) -> Printer:
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
        process = self._start([_program("ippeveprinter"), *options, queue], f"printer-{queue}")
        _wait_for(lambda: _listens(port), f"ippeveprinter {queue}")
        self.add_queue(queue, f"{scheme}://127.0.0.1:{port}/ipp/print", model="everywhere")
        return Printer(port, spool, process)

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

    def _start(self, command: Sequence[str], name: str) -> subprocess.Popen[bytes]:
        return self._running.enter_context(_process(command, self._root / f"{name}.log", self._environment))


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
def _process(command: Sequence[str], log: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT, env=environment)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def raster_pages(data: bytes) -> int:
    """The pages of an Apple or PWG raster file, both of which pack the dots of a line in runs."""
    apple = data.startswith(b"UNIRAST\0")
    place, head, pages = (12, 32, 0) if apple else (4, 1796, 0)
    while place < len(data):
        size, bits = (12, 0) if apple else (372, 388)
        width, height = struct.unpack_from(">II", data, place + size)
        pixel = data[place] // 8 if apple else max(1, struct.unpack_from(">I", data, place + bits)[0] // 8)
        place, lines, pages = place + head, 0, pages + 1
        while lines < height:
            lines += data[place] + 1
            place = _after_line(data, place + 1, width, pixel)
    return pages


def raster_size(data: bytes) -> tuple[int, int]:
    """Width and height of the first page of an Apple raster file in millimetres."""
    assert data.startswith(b"UNIRAST\0")
    width, height, resolution = struct.unpack_from(">III", data, 12 + 12)
    return round(width / resolution * 25.4), round(height / resolution * 25.4)


def _after_line(data: bytes, place: int, width: int, pixel: int) -> int:
    dots = 0
    while dots < width:
        run, place = data[place], place + 1
        if run == 0x80:
            return place
        dots += run + 1 if run < 0x80 else 257 - run
        place += pixel if run < 0x80 else (257 - run) * pixel
    return place


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
