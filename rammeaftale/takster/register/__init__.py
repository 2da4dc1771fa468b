"""The register: its CSV read and written, and what it was made of."""
