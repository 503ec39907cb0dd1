"""Use cases: registers and the public catalogue."""
