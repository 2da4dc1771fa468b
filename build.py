"""Byg og kontrollér rammeaftalen: `python build.py --help`."""

import sys

if __name__ == "__main__":
    try:
        from rammeaftale.shell.start import run
    except Exception as problem:
        sys.exit(f"Programmet kan ikke indlæses ({type(problem).__name__}). Hent mappen rammeaftale igen fra git.")
    sys.exit(run(__file__))
