"""Use cases: the working-day calendar and what a change moves."""
