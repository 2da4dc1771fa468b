"""The gate of page layout: nothing is printed over anything, and every page of a table has its head."""
