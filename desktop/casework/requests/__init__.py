"""Use cases: finding and showing requests, and the work of the day."""
