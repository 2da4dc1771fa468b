"""The tag tree of a PDF: read from the laid-out pages into plain data, then written into the file."""
