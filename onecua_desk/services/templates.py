"""The province's own templates: found in the data folder, read when they change, kept when a paper came out with one.

``mau-giay/2025/bo-sung.toml`` is for papers of the rule set 2025, ``mau-giay/bo-sung.toml`` for all. A template that
cannot be used is named, and the one that comes with the program takes its place: a queue waits for no technician.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from onecua_desk.domain.ruleset import RULE_SETS, RuleSet
from onecua_desk.domain.text import uncapitalised
from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter
from onecua_desk.refused import reason, sentences
from onecua_desk.resources import resource
from onecua_desk.services.desk import Desk
from onecua_desk.store import templates

if TYPE_CHECKING:  # a desk without templates of its own needs nothing of it before the first paper
    from onecua_desk.paper.template import Template

FOLDER = "mau-giay"
SAMPLES = "mau-co-san"
"""A folder in it with the program's own templates, to copy from; nothing in it is used."""
_LETTERS = {letter.file: letter for letter in Letter}
_UTF_8_BYTES = 4
_INSTEAD = "Đã dùng mẫu có sẵn"
"""Said first: what follows may be cut where there is little room."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """``template``: ``None`` for the one that comes with the program; ``problem``: why it is that, empty otherwise."""

    template: Template | None = None
    problem: str = ""

    @property
    def digest(self) -> str:
        return self.template.digest if self.template else ""


def folder(desk: Desk) -> Path:
    """Where the province's templates lie; often it is not there."""
    return desk.store.folder / FOLDER


def lay_out(desk: Desk) -> Path:
    """The folder, made where there is none, with the program's own templates in it to copy from.

    ``UserError`` where the disk refuses.
    """
    top, ours = folder(desk), resource("forms")
    with sentences("Không tạo được thư mục mẫu giấy", top):
        for template in ours.rglob("*.toml"):
            copy = top / SAMPLES / template.relative_to(ours)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copyfile(template, copy)
    return top


def for_form(desk: Desk, letter: Letter, ruleset: str) -> Chosen:
    """The template for papers of ``letter`` that were received under ``ruleset``."""
    for path in (folder(desk) / ruleset / letter.file, folder(desk) / letter.file):
        if chosen := _chosen(path, letter):
            return chosen
    return Chosen()


def problems(desk: Desk) -> tuple[str, ...]:
    """One sentence for every template that cannot be used or never will be, and for every file that is none."""
    top = folder(desk)
    known = {top: None} | {top / rules.id: rules for rules in RULE_SETS}
    found: list[str] = []
    for path in sorted(top.rglob("*")) if top.is_dir() else []:
        if ".toml" not in path.name.lower() or path.is_relative_to(top / SAMPLES):
            continue  # giay-hen.toml.txt is what Notepad makes where Windows hides the endings
        letter = _LETTERS.get(path.name)
        if letter is None:
            found.append(f"Tệp {_name(path)} không mang tên mẫu giấy nào nên không dùng: {', '.join(_LETTERS)}.")
        elif path.parent not in known:
            found.append(f"Tệp {_name(path)} phải nằm ngay trong thư mục {FOLDER} hoặc trong {_rule_folders()}.")
        elif (rules := known[path.parent]) and not _has(rules, letter):
            found.append(f"Tệp {_name(path)} không bao giờ được dùng: bộ quy tắc {rules.id} không có giấy này.")
        elif (chosen := _chosen(path, letter)) and chosen.problem:
            found.append(chosen.problem)
    return tuple(found)


def _has(rules: RuleSet, letter: Letter) -> bool:
    """Whether papers of ``letter`` exist under ``rules``; those that no circular prescribes exist under all."""
    form = Letter.SLIP if letter is Letter.SLIP_ROLL else letter
    prescribed = {kind.value for every in RULE_SETS for kind in every.forms}
    return form.value not in prescribed or form.value in {kind.value for kind in rules.forms}


def keep(connection: Connection, template: Template | None) -> str:
    """The digest under which ``template`` can be had again from now on; empty for the one of the program."""
    if template is None:
        return ""
    templates.put(connection, template.digest, template.body)
    return template.digest


def kept(connection: Connection, digest: str) -> Template | None:
    """The template that a paper was printed with; ``None`` for the one of the program.

    ``UserError`` where this machine never had it: the paper was printed at another desk.
    """
    if not digest:
        return None
    body = templates.body(connection, digest)
    if body is None:
        raise UserError("Giấy này in ở máy khác theo mẫu riêng mà máy này không có, nên không in lại y hệt được.")
    from onecua_desk.paper.template_reading import read

    said = json.loads(body)
    files = {name: b64decode(content) for name, content in said["files"].items()}
    letter = Letter(said["letter"])
    return read(letter, f"đã lưu ({letter.file})", said["source"], files)


def _chosen(path: Path, letter: Letter) -> Chosen | None:
    """``None`` where there is no such file, or none any more."""
    try:
        if not path.exists():  # as at nearly every desk
            return None
        return Chosen(_read(path, letter, tuple(_stamps(path))))
    except FileNotFoundError:
        return None
    except OSError as error:
        return Chosen(None, f"{_INSTEAD}: không đọc được mẫu giấy {_name(path)}: {reason(error)}.")
    except UserError as broken:
        return Chosen(None, f"{_INSTEAD}: {uncapitalised(str(broken))}")


@lru_cache(maxsize=64)
def _read(path: Path, letter: Letter, stamps: tuple[tuple[str, int, int], ...]) -> Template:
    """The file as it is; ``stamps`` tell the cache that it, or a file beside it, is another one now."""
    from onecua_desk.paper.template import BrokenTemplate
    from onecua_desk.paper.template_reading import LARGEST, logo_of, read

    if path.stat().st_size > LARGEST * _UTF_8_BYTES:
        raise BrokenTemplate(f"Mẫu giấy {_name(path)} lớn quá, không phải mẫu giấy.")
    try:
        source = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenTemplate(f"Mẫu giấy {_name(path)} không lưu bằng bảng mã UTF-8.") from error
    return read(letter, _name(path), source, _logo(path.parent, logo_of(source)))


def _logo(beside: Path, name: str) -> dict[str, bytes]:
    """The file called ``name``, as much of it as shows whether it is too large; empty where there is none."""
    from onecua_desk.paper.template_logo import LARGEST

    if not name or Path(name).name != name or not (beside / name).is_file():
        return {}
    try:
        with (beside / name).open("rb") as file:
            return {name: file.read(LARGEST + 1)}
    except FileNotFoundError:
        return {}


def _stamps(path: Path) -> Iterator[tuple[str, int, int]]:
    for beside in sorted(path.parent.iterdir()):
        if beside.is_file():
            stat = beside.stat()
            yield beside.name, stat.st_mtime_ns, stat.st_size


def _name(path: Path) -> str:
    return path.as_posix().rpartition(f"/{FOLDER}/")[2]


def _rule_folders() -> str:
    return ", ".join(f"{FOLDER}/{rules.id}" for rules in RULE_SETS)
