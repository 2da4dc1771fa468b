"""The first thing that runs: the process is made ready, the program is loaded, a command runs.

Whatever is loaded by name here, or later, may be missing or damaged on the disk; only here it is told.
"""

import gc
import sys

_DAMAGED = """Programmet kan ikke indlæses, for en af dets egne filer er beskadiget ({where}).
Hent dem igen med »git checkout -- rammeaftale«, og slet det, som Python gemmer, med »find . -name '*.pyc' -delete«.
"""
_MISSING = """Programmet er ikke sat op i den Python, der kører det ({name} mangler).
Kør »make rammeaftale«, eller skriv ».venv/bin/python build.py« i stedet for »python build.py«.
Hjælper det ikke, så slet mappen .venv, og kør »make rammeaftale« igen.
"""
_OLDEST = (3, 11)
_TOO_OLD = """Programmet kræver Python 3.11 eller nyere, men det her er Python {0}.{1}.
Kør »make rammeaftale«, eller skriv ».venv/bin/python build.py« i stedet for »python build.py«.
"""


def run(door: str) -> int:
    """Run the command line for the checkout that has build.py at `door`; gives the exit status and never raises."""
    if sys.version_info[:2] < _OLDEST:  # asked before anything that an old Python cannot read is loaded
        sys.stderr.write(_TOO_OLD.format(*sys.version_info))
        return 1
    try:
        from rammeaftale.world.disk import home_of
        from rammeaftale.world.process import prepare

        prepare()
        from rammeaftale.shell.cli import main

        gc.disable()  # a short life with many frozen objects: looking for garbage costs a tenth of it and finds none
        return main(home_of(door))
    except ModuleNotFoundError as missing:
        sys.stderr.write(_MISSING.format(name=missing.name))
    except KeyboardInterrupt:  # before there was anything to leave tidy
        from rammeaftale.world.process import status_when_stopped

        sys.stderr.write("Afbrudt.\n")
        return status_when_stopped()
    except SyntaxError as problem:
        sys.stderr.write(_DAMAGED.format(where=f"{problem.filename}, linje {problem.lineno}"))
    except Exception as problem:
        sys.stderr.write(_DAMAGED.format(where=type(problem).__name__))
    return 1
