"""Spreadsheets and CSV → cells."""
