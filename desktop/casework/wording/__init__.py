"""Use cases: what an office words itself."""
