"""Use cases: request exchange files and copies without identities."""
