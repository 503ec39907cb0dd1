"""Use cases: annual reports, their ledger, and the assessment."""
