"""The compiler behind the agreement: text and data in git become checked, finished PDF files.

Read `shell/pipeline.py` first; it is the whole way in one file. `docs/arkitektur.md` has the map and the invariants.
"""
