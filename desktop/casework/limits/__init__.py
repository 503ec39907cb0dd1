"""Use cases: limits and their proofs as screens and papers tell them."""
