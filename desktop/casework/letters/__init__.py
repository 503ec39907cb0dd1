"""Use cases: composing, issuing and keeping letters and papers."""
