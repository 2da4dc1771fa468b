"""Byg og kontrollér rammeaftalen: `python build.py --help`."""

import gc
import sys
from pathlib import Path

if __name__ == "__main__":
    try:
        from rammeaftale.shell.cli import main
    except ModuleNotFoundError as missing:
        sys.exit(f"Programmet er ikke sat op ({missing.name} mangler). Kør »make rammeaftale«, så sker det.")
    gc.disable()  # a short life with many frozen objects: looking for garbage costs a tenth of it and finds none
    sys.exit(main(Path(__file__).resolve().parent))
