"""What the editor sees while documents are made: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar


class Progress:
    """A context manager; `tell(product, why)` is called once for each finished document."""

    def __init__(self, documents: int, *, explain: bool) -> None:
        self._console = Console(highlight=False)
        self._explain = explain
        columns = (TextColumn("Sætter"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self._bar = Bar(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("", total=documents)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def tell(self, product: str, why: str) -> None:
        """Show that a document is finished; with `--forklar` also why it was made or not."""
        self._bar.update(self._task, advance=1, description=product)
        if self._explain:
            self._console.print(f"  {product}: {why}", markup=False, soft_wrap=True)
        elif why != "uændret":
            self._console.print(f"  {product}", markup=False, soft_wrap=True)
