"""Use cases: what the office does with its requests, without a window."""
