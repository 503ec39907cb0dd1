"""Use cases: summaries, and what stands behind each figure."""
