"""Resolved editions → their provisions, a canonical form with digests, and what is the same in two of them."""
