"""The files of the program that runs, whatever world the content comes from."""

from __future__ import annotations

from pathlib import Path

from rammeaftale.world.disk import DiskWorld
from rammeaftale.world.source import World

PROGRAM: World = DiskWorld(Path(__file__).parents[2])
