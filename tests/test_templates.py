from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from jinja2 import TemplateAssertionError, UndefinedError, nodes

from rammeaftale.base.diagnostics import Refused
from rammeaftale.model.names import INSERTS
from rammeaftale.render.accounts_inserts import ACCOUNTS_INSERTS
from rammeaftale.render.html import environment
from rammeaftale.render.inserts import INSERTS as VIEWS
from rammeaftale.render.style_sheets import page_measures, read_templates
from tests.memory_world import MemoryWorld
from tests.printing import PAGE, TEMPLATES

PAGES = sorted(name for name in TEMPLATES if name.endswith(".html"))
FORBIDDEN = (nodes.BinExpr, nodes.Neg, nodes.Assign, nodes.AssignBlock, nodes.ExprStmt)


def _macros() -> set[str]:
    trees = (environment(TEMPLATES, PAGE).parse(TEMPLATES[name]) for name in PAGES)
    return {macro.name for tree in trees for macro in tree.find_all(nodes.Macro)}


def _calls(tree: nodes.Template) -> Iterator[str]:
    for call in tree.find_all(nodes.Call):
        yield call.node.name if isinstance(call.node, nodes.Name) else "et udtryk"


@pytest.mark.parametrize("name", PAGES)
def test_templates_print_and_do_nothing_else(name: str) -> None:
    tree = environment(TEMPLATES, PAGE).parse(TEMPLATES[name])
    assert [node.lineno for kind in FORBIDDEN for node in tree.find_all(kind)] == []
    assert set(_calls(tree)) <= _macros() | {"caller"}


@pytest.mark.parametrize("name", PAGES)
def test_elements_without_content_are_closed_so_that_pages_are_xml_too(name: str) -> None:
    """Else the typesetter reads the page by the rules of HTML, which takes forty times as long."""
    without_tags_of_jinja = re.sub(r"\{[{%#].*?[}%#]\}", "", TEMPLATES[name], flags=re.DOTALL)
    assert re.findall(r"<(?:br|col|hr|img|link|meta|wbr)\b[^>]*(?<!/)>", without_tags_of_jinja) == []
    assert "&nbsp;" not in TEMPLATES[name]


def test_autoescape_is_on_and_unknown_names_and_filters_are_errors() -> None:
    engine = environment({"a.html": "{{ x }}", "b.html": "{{ x|upper }}"}, PAGE)
    assert engine.get_template("a.html").render(x="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        engine.get_template("a.html").render()
    with pytest.raises(TemplateAssertionError, match="upper"):
        engine.get_template("b.html")


def test_every_insert_has_its_template_and_nothing_else_is_made() -> None:
    templates = {name.split("/")[-1].removesuffix(".html") for name in PAGES if "/indsaet/" in name}
    assert set(VIEWS) - templates <= set(ACCOUNTS_INSERTS)  # by taltekst.html
    assert templates | set(VIEWS) == set(INSERTS)


def test_a_style_sheet_in_another_encoding_is_told_with_its_line() -> None:
    """By the build, and by `tjek`, which asks for the page's measures alone."""
    world = MemoryWorld({"templates/print/tekst.css": b"a {}\n/* \xe6 */"})
    for read in (read_templates, page_measures):
        with pytest.raises(Refused) as refused:
            read(world)
        assert refused.value.kind == "program-fil"
        assert str(refused.value) == "templates/print/tekst.css: filen er ikke gemt i UTF-8 (linje 2)"
