"""From the resolved edition to typeset bytes: view (what templates see), html (Jinja), pdf (WeasyPrint)."""
