"""The one door to the outside: a `World` lists and reads files, a `Folder` is written in; nothing else opens a file.

`DiskWorld` is a checkout, `PROGRAM` the checkout that runs, `RecordingWorld` any other with a memory; the content of a
commit is in `git.py`, which is not loaded before someone asks for it. Paths are relative to the repository's root, with
`/`.
"""

from rammeaftale.world.disk import DiskWorld
from rammeaftale.world.program import PROGRAM
from rammeaftale.world.recording import RecordingWorld
from rammeaftale.world.source import Source, World
from rammeaftale.world.writing import Folder

__all__ = ["PROGRAM", "DiskWorld", "Folder", "RecordingWorld", "Source", "World"]
