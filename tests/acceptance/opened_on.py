"""Opens the real program with its clock at half past nine of a day: ``python opened_on.py YYYY-MM-DD STORE``."""

from __future__ import annotations

import sys
from datetime import date, datetime, time

from desktop.app import run

if __name__ == "__main__":
    moment = datetime.combine(date.fromisoformat(sys.argv[1]), time(9, 30)).astimezone()
    sys.exit(run(sys.argv[2], clock=lambda: moment))
