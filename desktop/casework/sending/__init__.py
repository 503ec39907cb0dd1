"""Use cases: service and posting."""
