"""What the editor sees while documents are made: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from rammeaftale.base.unseen import harmless


@contextmanager
def progress(products: int, *, explain: bool, err: bool = False) -> Iterator[Callable[[str, str], None]]:
    """Gives what is called for each finished product, with why it was made or not: that is shown with `--forklar`.

    `err` puts it all on stderr, where stdout is for a program.
    """
    console = Console(highlight=False, stderr=err)
    columns = (TextColumn("Sætter"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=products)

        def tell(product: str, why: str) -> None:
            product, why = harmless(product), harmless(why)
            bar.update(task, advance=1, description=product)
            if explain or why != "uændret":
                console.print(f"  {product}: {why}" if explain else f"  {product}", markup=False, soft_wrap=True)

        yield tell
