"""A template read from its TOML file, everything in it checked: what cannot be printed is never taken."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from onecua_desk.paper.letters import Letter
from onecua_desk.paper.template import (
    EVERY_ROW,
    BrokenTemplate,
    CodeBlock,
    Gap,
    Head,
    Labelled,
    Listed,
    Notes,
    Pair,
    Paper,
    Paragraph,
    Place,
    Rule,
    Ruled,
    Signer,
    Signing,
    Template,
    TemplateBlock,
    Text,
    fields_of,
)
from onecua_desk.paper.template_complete import check_complete
from onecua_desk.paper.template_fields import CODE, KNOWN, SIGNING, Known
from onecua_desk.paper.template_keys import SHORT, Fault, Keys
from onecua_desk.paper.template_logo import checked
from onecua_desk.resources import resource

LARGEST = 64 * 1024
"""Characters of a template's text; the longest of ours has four thousand."""
_LONGEST_LINE = 8_000
"""A key of ten thousand parts on one line takes the reader of TOML half a minute."""
_MOST_BLOCKS = 60
_MOST_LINES = 10
_BLOCK = re.compile(r"^\s*\[\[\s*khoi\s*\]\]", re.MULTILINE)
_SYNTAX_LINE = re.compile(r"line (\d+)")
_PLACES = {"trai": Place.LEFT, "giua": Place.CENTRE, "phai": Place.RIGHT}
_PAPERS = {"giay": Paper.SHEET, "cuon": Paper.ROLL}
_SIZES = {"nho": 0.85, "thuong": 1.0, "to": 1.2, "rat_to": 1.7}


@cache
def built_in(letter: Letter, ruleset: str) -> Template:
    """The template that comes with the program for papers of ``ruleset`` ("2018", "2025")."""
    folder = resource("forms")
    own = folder / ruleset / letter.file
    path = own if own.is_file() else folder / letter.file
    return read(letter, path.name, path.read_text(encoding="utf-8"))


def read(letter: Letter, name: str, source: str, files: Mapping[str, bytes] | None = None) -> Template:
    """The template in ``source``; ``files``: those beside it, by name. ``BrokenTemplate`` calls it ``name``."""
    try:
        return _template(letter, source, files or {})
    except Fault as fault:
        raise BrokenTemplate(f"Mẫu giấy {name}, {fault}.") from fault


def logo_of(source: str) -> str:
    """The file name of the logo that ``source`` asks for; empty for none, or where nothing can be read."""
    try:
        head = _toml(source).get("dau")
    except Fault:
        return ""
    name = head.get("logo") if isinstance(head, dict) else ""
    return name if isinstance(name, str) else ""


def _template(letter: Letter, source: str, files: Mapping[str, bytes]) -> Template:
    known = KNOWN[letter]
    keys = Keys(_toml(source), known.fields)
    title = keys.text("tieu_de", most=SHORT)
    copies = _copies(keys, known)
    inner = keys.inner("dau")
    head, used = _located("phần [dau]", lambda: _head(inner, files))
    blocks = tuple(_blocks(keys, known, source))
    _located("phần đầu tệp", keys.done)
    template = Template(letter, title, head, blocks, copies, source, used)
    check_complete(template, known)
    return template


def _toml(source: str) -> dict[str, Any]:
    if len(source) > LARGEST:
        raise Fault(f"tệp dài quá {LARGEST // 1024} nghìn chữ")
    for number, line in enumerate(source.split("\n"), start=1):
        if len(line) > _LONGEST_LINE:
            raise Fault(f"dòng {number} dài quá {_LONGEST_LINE} chữ")
    try:
        return tomllib.loads(source)
    except ValueError as error:  # a number of thousands of figures is not a TOMLDecodeError
        found = _SYNTAX_LINE.search(str(error))
        line = found[1] if found else str(source.count("\n") + 1)
        raise Fault(f"dòng {line}: viết sai cú pháp TOML (thường do thiếu dấu ngoặc kép hoặc dấu bằng)") from error
    except RecursionError as error:
        raise Fault("các dấu ngoặc lồng nhau quá sâu") from error


def _located(where: str, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except Fault as fault:
        raise Fault(f"{where}: {fault}") from fault


def _copies(keys: Keys, known: Known) -> tuple[Text, ...]:
    if known.copies == 1:
        return ()
    copies = keys.texts("lien", most=SHORT)
    if len(copies) != known.copies or any(list(fields_of(copy)) for copy in copies):
        raise Fault(f"«lien» phải có đúng {known.copies} tên liên, không có trường")
    return copies


def _head(keys: Keys, files: Mapping[str, bytes]) -> tuple[Head, dict[str, bytes]]:
    left = keys.texts("trai", most=SHORT)
    if not 1 <= len(left) <= 4:
        raise Fault("«trai» phải có từ 1 đến 4 dòng")
    head = Head(left, keys.text("so", "", most=SHORT), keys.text("ngay", "{noi_ngay}", most=SHORT))
    name = keys.words("logo", "")
    keys.done()
    if not name:
        return head, {}
    if name not in files:
        raise Fault(f"không thấy tệp logo «{name}» trong cùng thư mục")
    logo = checked(name, files[name])
    return replace(head, logo=logo), {name: logo}


def _blocks(keys: Keys, known: Known, source: str) -> Iterator[TemplateBlock]:
    """Numbered as they stand, so that a fault can be found in the file."""
    lines = [source.count("\n", 0, found.end()) + 1 for found in _BLOCK.finditer(source)]
    tables = keys.each("khoi", lambda one: one.rest())
    if not 1 <= len(tables) <= _MOST_BLOCKS:
        raise Fault(f"phải có từ 1 đến {_MOST_BLOCKS} khối [[khoi]]")
    for number, table in enumerate(tables, start=1):
        line = f"dòng {lines[number - 1]}, " if len(lines) == len(tables) else ""
        one = Keys(table, known.fields)
        yield _located(f"{line}khối {number}", partial(_block, one, known))


def _block(keys: Keys, known: Known) -> TemplateBlock:
    kind = keys.choice("loai", {name: name for name in KINDS}, "")
    if not kind:
        raise Fault(f"thiếu «loai», là một trong: {', '.join(KINDS)}")
    if kind not in (known.kinds or KINDS):
        raise Fault(f"mẫu này không dùng khối «{kind}», chỉ dùng: {', '.join(known.kinds)}")
    every = {"only": keys.choice("tren", _PAPERS, None), "optional": keys.flag("bo_trong")}
    block: TemplateBlock = KINDS[kind](keys, known, every)
    keys.done()
    return block


def _paragraph(keys: Keys, known: Known, every: dict[str, Any]) -> Paragraph:
    return Paragraph(
        text=keys.text("chu"),
        otherwise=keys.text("neu_trong", ""),
        place=keys.choice("can", _PLACES, None),
        size=keys.choice("co", _SIZES, 1.0),
        **every,
    )


def _labelled(keys: Keys, known: Known, every: dict[str, Any]) -> Labelled:
    pairs = keys.each("muc", _pair) if keys.has("muc") else (_pair(keys),)
    if not pairs:
        raise Fault("«muc» không có mục nào")
    return Labelled(pairs=pairs, otherwise=keys.text("neu_trong", ""), **every)


def _pair(keys: Keys) -> Pair:
    return Pair(keys.text("nhan", ""), keys.text("gia_tri", bold=keys.flag("dam")))


def _listed(keys: Keys, known: Known, every: dict[str, Any]) -> Listed:
    return Listed(
        name=_table_name(keys, known),
        label=keys.text("nhan", ""),
        numbered=keys.choice("kieu", {"so": True, "gach": False}, True),
        most=int(keys.number("nhieu_nhat", 1, EVERY_ROW, EVERY_ROW)),
        size=keys.choice("co", _SIZES, 1.0),
        **every,
    )


def _ruled(keys: Keys, known: Known, every: dict[str, Any]) -> Ruled:
    name, titles = _table_name(keys, known), keys.plain("cot")
    label = keys.text("nhan", "") if not known.kinds else ()  # what has only some kinds has no room for it
    if len(titles) != len(known.tables[name]):
        raise Fault(f"«cot» của bảng «{name}» phải có đúng {len(known.tables[name])} tên cột")
    return Ruled(name=name, label=label, titles=titles, **every)


def _table_name(keys: Keys, known: Known) -> str:
    name = keys.words("ten")
    if name not in known.tables:
        offered = ", ".join(known.tables)
        raise Fault(f"mẫu này không có danh sách «{name}»" + (f", chỉ có: {offered}" if offered else ""))
    return name


def _gap(keys: Keys, known: Known, every: dict[str, Any]) -> Gap:
    return Gap(height=keys.number("cao", 0, 100, 6), **every)


def _code(keys: Keys, known: Known, every: dict[str, Any]) -> CodeBlock:
    if not known.code:
        raise Fault("mẫu này không có khối mã vạch")
    return CodeBlock(**every)


def _signing(keys: Keys, known: Known, every: dict[str, Any]) -> Signing:
    signers = keys.each("cot", _signer)
    if not 1 <= len(signers) <= 4 or any(len(signer.lines) > _MOST_LINES for signer in signers):
        raise Fault(f"«cot» phải có từ 1 đến 4 cột chữ ký, mỗi cột không quá {_MOST_LINES} dòng chữ nhỏ")
    return Signing(signers=signers, room=keys.number("cao", 20, 120, 34), **every)


def _signer(keys: Keys) -> Signer:
    return Signer(
        title=keys.text("chuc_danh", "", bold=True, most=SHORT),
        note=keys.text("ghi", "", most=SHORT),
        name=keys.text("ten", "", bold=True, most=SHORT),
        lines=keys.texts("dong", most=SHORT),
    )


def _notes(keys: Keys, known: Known, every: dict[str, Any]) -> Notes:
    return Notes(label=keys.text("nhan", "", bold=True), lines=keys.texts("dong"), **every)


KINDS: dict[str, Any] = {
    "doan": _paragraph,
    "dong": _labelled,
    "danh_sach": _listed,
    "bang": _ruled,
    "cach": _gap,
    "ke": lambda keys, known, every: Rule(**every),
    CODE: _code,
    SIGNING: _signing,
    "ghi_chu": _notes,
}
