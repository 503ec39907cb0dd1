"""Use cases: the office, its papers and its store."""
