"""The door of the program: ``shouban`` alone opens the windows, with a command it answers on the terminal."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the command line asks for; the result is the exit code."""
    from desktop.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
