"""Bytes of a PNG or a JPEG → the picture and nothing else that the file says."""
