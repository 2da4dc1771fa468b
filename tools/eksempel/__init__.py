"""Example data for the takster: 20 driftsherrer's files for two years, and the register that they must give."""
