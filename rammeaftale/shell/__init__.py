"""Commands, compositions, the store and the products."""
