"""The import rules of the package, read from its source: every layer sees only what stands before it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "onecua_desk"
SEEN_BY_ALL = {
    "terminal", "errors", "refused", "whole_file", "resources", "clock", "pdfium", "memory", "__version__", "RELEASED",
}  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """What a layer may import, besides itself and the standard library: ``own`` layers, ``third`` parties."""

    own: frozenset[str]
    third: frozenset[str]


def layer(own: str = "", third: str = "") -> Layer:
    return Layer(frozenset(own.split()), frozenset(third.split()))


LAYERS = {
    "domain": layer(),
    "wire": layer("domain", "msgspec zstandard pyrage"),
    "store": layer("domain wire", "sqlalchemy sqlite3 msgspec"),
    "paper": layer("domain", "reportlab segno pypdfium2"),
    "scans": layer("domain", "PIL pypdfium2"),
    "imports": layer("domain", "openpyxl"),
    "exports": layer("domain", "openpyxl"),
    # sqlalchemy in services: see test_services_name_a_connection_but_never_build_a_query
    "services": layer("domain wire store paper scans imports exports", "sqlalchemy argon2"),
    # its command writes pictures of pages once, far from the window
    "samples": layer("domain wire paper", "PIL"),
    "sync": layer("domain wire services", "requests msgspec truststore"),
    "ui": layer("domain services sync", "PySide6 serial"),
    "district": layer("domain wire", "sqlalchemy sqlite3 msgspec litestar uvicorn platformdirs"),
}
NAMES = {"__version__", "RELEASED"}
COMPOSING = {"__init__", "__main__", "app", "opening", "config", "demo", "play"} | SEEN_BY_ALL - NAMES
WATCHED = {
    "sqlalchemy", "sqlite3", "msgspec", "zstandard", "reportlab", "segno", "pypdfium2", "requests", "PySide6",
    "litestar", "uvicorn", "argon2", "psycopg", "platformdirs", "PIL", "openpyxl", "serial",
    "pyrage", "truststore",
}  # fmt: skip
ONLY_IN = {
    "sqlite3": {"store", "district"},
    "reportlab": {"paper"},
    "segno": {"paper"},
    "pypdfium2": {"paper", "scans"},
    "PIL": {"scans", "samples"},
    "openpyxl": {"imports", "exports"},
    "serial": {"ui"},
    "requests": {"sync"},
    "truststore": {"sync"},
    "pyrage": {"wire"},
    "PySide6": {"ui"},
    "litestar": {"district"},
    "uvicorn": {"district"},
    "psycopg": {"district"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that ``path`` imports anywhere in it: inside functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports by a relative path"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> str | None:
    """``"domain"`` for ``onecua_desk.domain.text``; ``None`` for what is not ours."""
    top, _, rest = name.partition(".")
    return rest.split(".")[0] if top == PACKAGE.name else None


def test_every_module_belongs_to_a_layer_or_composes_the_program() -> None:
    assert {layer_of(path) for path in MODULES} <= set(LAYERS) | COMPOSING


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_layer_may_see(path: Path) -> None:
    here = layer_of(path)
    if here not in LAYERS:
        return
    allowed = LAYERS[here]
    for name in imports(path):
        target = own(name)
        if target is not None:
            assert target in {here} | allowed.own | SEEN_BY_ALL, f"{here} must not see {name}"
        else:
            assert name.split(".")[0] not in WATCHED - allowed.third, f"{here} must not see {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_third_party_is_known_in_its_own_layer_only(path: Path) -> None:
    for name in imports(path):
        homes = ONLY_IN.get(name.split(".")[0])
        composes = layer_of(path) in {"app", "__main__", "demo"}
        assert homes is None or layer_of(path) in homes or composes, f"{name_of(path)} must not see {name}"


@pytest.mark.parametrize("path", [path for path in MODULES if layer_of(path) == "domain"], ids=name_of)
def test_the_domain_needs_nothing_but_the_standard_library(path: Path) -> None:
    for name in imports(path):
        assert own(name) in {"domain", "errors"} or name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", [path for path in MODULES if layer_of(path) == "domain"], ids=name_of)
def test_the_domain_has_no_clock_of_its_own(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}), f"line {node.lineno}"


@pytest.mark.parametrize("path", [path for path in MODULES if layer_of(path) == "services"], ids=name_of)
def test_services_name_a_connection_but_never_build_a_query(path: Path) -> None:
    seen = {name for name in imports(path) if name.split(".")[0] == "sqlalchemy"}
    assert seen <= {"sqlalchemy.Connection"}


@pytest.mark.parametrize("path", [one for one in MODULES if layer_of(one) in {"domain", "wire", "store"}], ids=name_of)
def test_nothing_below_the_services_knows_the_programs_composition(path: Path) -> None:
    assert not {own(name) for name in imports(path)} & {"app", "opening", "config", "__main__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_has_at_most_300_lines_and_opens_with_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text)), "no docstring"
