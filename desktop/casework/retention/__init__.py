"""Use cases: keeping and destroying files."""
