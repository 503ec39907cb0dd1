"""The store: frozen records and the one door to the database. Knows rows, not law."""
