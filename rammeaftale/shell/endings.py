"""How a command ends: its exit status, and one Danish sentence for whatever stopped it; never a traceback.

What a module that cannot be loaded raises is passed on: the program itself is broken then, and build.py says so.
"""

from __future__ import annotations

import errno
import io
import re
import traceback
from collections.abc import Callable
from pathlib import Path

import click

from rammeaftale.base.diagnostics import Refused
from rammeaftale.shell.console import OUTPUT, UNTOUCHED, say
from rammeaftale.world.disk_words import disk_remedy, disk_words
from rammeaftale.world.process import status_when_stopped
from rammeaftale.world.source import printable
from rammeaftale.world.writing import has_given_out, own_folder

_ERROR_REPORT = "fejlrapport.txt"
_OF_THE_MACHINE = (errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE)
_QUOTED = re.compile(r"(?<!\w)'([^'\n]+)'(?!\w)")
"""What click itself puts in quotation marks, which no catalogue of words reaches."""
_LOADING = "_compile_bytecode"
"""The function of Python's import system in which what it keeps of a module shows to be damaged."""


def exit_status(command: Callable[[], int], root: Path) -> int:
    """Run a command of the checkout at `root`, and say in Danish why it ended, if not by itself.

    Raises ModuleNotFoundError for a package that is missing, and what a damaged module raises.
    """
    try:
        return command()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as problem:
        shown = io.StringIO()
        problem.show(shown)
        say(_QUOTED.sub(r"»\1«", shown.getvalue()), err=True, nl=False)
        return problem.exit_code
    except KeyboardInterrupt:
        say(f"Afbrudt. {'Filerne var da skrevet.' if has_given_out() else UNTOUCHED}", err=True)
        return status_when_stopped()
    except Refused as problem:
        from rammeaftale.base.report import as_text

        say(as_text(problem.at(None), lambda _: []), err=True)
    except OSError as problem:
        head = "fejl[maskine]" if problem.errno in _OF_THE_MACHINE else "fejl[disk]"
        say(f"{head}: {disk_words(problem)}{_where(problem, root)}", err=True)
        if remedy := disk_remedy(problem):
            say(f"   = {remedy}", err=True)
    except MemoryError:
        say("fejl[maskine]: maskinen har ikke mere hukommelse\n   = luk andre programmer, og prøv igen", err=True)
    except ModuleNotFoundError:
        raise
    except Exception as problem:
        if _is_loading(problem):
            raise
        _own_fault(root)
    return 1


def _own_fault(root: Path) -> None:
    """An exception that no stage foresaw is a fault of the program and says so; the details go to a file."""
    try:
        own_folder(root, OUTPUT).write(_ERROR_REPORT, traceback.format_exc().encode(errors="backslashreplace"))
        next_step = f"Send filen {OUTPUT}/{_ERROR_REPORT} til den, der passer programmet."
    except (OSError, Refused):
        next_step = f"Fejlrapporten kunne ikke skrives i mappen {OUTPUT}/. Giv plads eller adgang, og prøv igen."
    claim = "" if has_given_out() else f" {UNTOUCHED}"
    say(f"Der er en fejl i selve programmet, ikke i din tekst.{claim}\n{next_step}", err=True)


def _where(problem: OSError, root: Path) -> str:
    """The file that it is about, as a path in the project when it lies there; where two are named, the one to be."""
    named = problem.filename2 or problem.filename
    if not isinstance(named, str | Path):
        return ""
    path = Path(named)
    return f": {printable(str(path.relative_to(root) if path.is_relative_to(root) else path))}"


def _is_loading(problem: Exception) -> bool:
    """Whether it came while a module was read: its source, or what Python keeps of that."""
    if isinstance(problem, SyntaxError) and type(problem).__module__ == "builtins":  # that of an XML file is another
        return True
    frames = traceback.walk_tb(problem.__traceback__)
    return any(frame.f_code.co_name == _LOADING for frame, _ in frames)
