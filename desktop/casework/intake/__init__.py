"""Use cases: registering requests."""
