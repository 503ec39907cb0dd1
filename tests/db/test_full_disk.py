"""When the disk is full the step fails with a sentence, and everything before it is kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from db.check import check
from db.sqlite import DRIVER_ERROR, Mode, connect
from db.sqlite_faults import Fault, fault_of
from db.store import Store, open_store

OFFICE = "天津海关"
ROOT = Path(__file__).parents[2]
CONTENT_LENGTH = "2000"

LIMITED = """
import resource, sys
from tests.drills.registering import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(3)),) * 2)
main()
"""

ON_SMALL_DISK = """
import sys
from pathlib import Path
from db.backup import backup
from db.check import check
from db.store import open_store
from tests.drills.registering import OFFICE, now, register, work
import json

disk = Path(sys.argv[1])
filler = disk / "filler"
filler.write_bytes(bytes(2_000_000))
store = open_store(disk / "shouban.db", clock=now)
try:
    work(store, 2000)
except Exception as error:
    stopped = type(error).__name__
try:
    backup(store)
except Exception as error:
    copied = type(error).__name__
left = [file.name for file in (disk / "backups").iterdir()]
filler.unlink()
with store.reading() as reading:
    kept = reading.last_serial(OFFICE, "requests", 2026)
with store.writing() as writing:
    register(writing, 2000)
with store.reading() as reading:
    after = reading.last_serial(OFFICE, "requests", 2026)
store.close()
with open_store(disk / "shouban.db", clock=now) as store:
    found = [finding.code for finding in check(store)]
print(json.dumps({"stopped": stopped, "copied": copied, "left": left, "kept": kept, "after": after, "found": found}))
"""


def lines(program: str, *arguments: str, prefix: tuple[str, ...] = ()) -> list[str]:
    command = [*prefix, sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stdout.splitlines()


def test_a_file_that_may_not_grow(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    pytest.importorskip("resource")
    location = tmp_path / "shouban.db"
    told = lines(LIMITED, str(location), CONTENT_LENGTH, "3000000")
    assert told[-1] == "stopped StoreUnwritable"
    acknowledged = {line for line in told if line.startswith(("request", "letter"))}
    with open_store(location, clock=clock) as store:
        assert check(store) == []
        with store.reading() as reading:
            kept = {f"request {request.number}" for request in reading.requests(OFFICE)}
            kept |= {f"letter {letter.id}" for letter in reading.letters(OFFICE)}
    assert len(acknowledged) > 5
    assert acknowledged <= kept


def test_a_full_disk_stops_one_step_and_work_goes_on_when_there_is_room(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = 'mount -t tmpfs -o size=5m tmpfs "$0" && exec "$@"'
    prefix = (str(unshare), "-Urm", "sh", "-c", mounted, str(disk))
    if unshare is None or subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    told = json.loads(lines(ON_SMALL_DISK, str(disk), prefix=prefix)[-1])
    copied = {"copied": "StoreFull", "left": []}
    assert told == {"stopped": "StoreFull", **copied, "kept": told["kept"], "after": told["kept"] + 1, "found": []}
    assert told["kept"] > 5


def test_a_full_database_is_told_from_other_refusals(store: Store, location: Path) -> None:
    connection = connect(location, Mode.WRITE)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DRIVER_ERROR) as full:
        connection.execute("INSERT INTO drafts VALUES ('a', 'b', zeroblob(100000), 'c')")
    assert fault_of(full.value) is Fault.FULL
    with pytest.raises(DRIVER_ERROR) as wrong:
        connection.execute("SELECT nothing")
    assert fault_of(wrong.value) is Fault.OTHER
    connection.close()
