"""What is written for people about takster: the register as CSV and workbook, and the answers to the driftsherrer."""
