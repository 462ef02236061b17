"""What a template says about a form: its head, its title and its blocks in order; see docs/mau-giay.md."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from hashlib import sha256

from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter


class BrokenTemplate(UserError):
    """A template that cannot be used: the sentence names its file, the line or block, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one face: ``words``, or the ``field`` whose value stands there."""

    words: str = ""
    field: str = ""
    bold: bool = False
    italic: bool = False


Text = tuple[Piece, ...]

EVERY_ROW = 1000
"""``Listed.most`` of a list that names all its rows; no paper has as many."""


def fields_of(text: Text) -> Iterator[str]:
    return (piece.field for piece in text if piece.field)


class Place(Enum):
    """How the lines of a block lie; ``None`` in its place: as the paper's look has it."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


class Paper(Enum):
    """The only paper that a block is meant for."""

    SHEET = auto()
    ROLL = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockKeys:
    """What every block may say: ``only`` on one kind of paper, ``optional``: left out when its fields are empty."""

    only: Paper | None = None
    optional: bool = False

    def texts(self) -> Iterator[Text]:
        """The texts of the block that may hold fields."""
        return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(BlockKeys):
    """``otherwise`` stands there when every field in ``text`` is empty; ``size`` in sizes of the running text."""

    text: Text
    otherwise: Text = ()
    place: Place | None = None
    size: float = 1.0

    def texts(self) -> Iterator[Text]:
        yield self.text


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled(BlockKeys):
    """Labels with their values on one line, those without one left out; dots to write on where all are empty."""

    pairs: tuple[Pair, ...]
    otherwise: Text = ()

    def texts(self) -> Iterator[Text]:
        for pair in self.pairs:
            yield pair.label
            yield pair.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(BlockKeys):
    """The rows of ``name`` one below the other, ``numbered`` or after dashes; only the label for more than ``most``."""

    name: str
    label: Text
    numbered: bool
    most: int
    size: float = 1.0

    def texts(self) -> Iterator[Text]:
        yield self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled(BlockKeys):
    """The rows of ``name`` as a table with these column titles."""

    name: str
    label: Text
    titles: tuple[str, ...]

    def texts(self) -> Iterator[Text]:
        yield self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(BlockKeys):
    """``height`` points of nothing."""

    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(BlockKeys):
    """A thin line across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(BlockKeys):
    """The dossier's code in words, as QR and, on sheets, as bars."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A column of the signatures: who signs, the note below, the name; or ``lines`` of small text (nơi nhận)."""

    title: Text = ()
    note: Text = ()
    name: Text = ()
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing(BlockKeys):
    """Where people sign, side by side, ``room`` points for the hand or the seal; never alone on a page."""

    signers: tuple[Signer, ...]
    room: float

    def texts(self) -> Iterator[Text]:
        for signer in self.signers:
            yield from (signer.title, signer.note, signer.name, *signer.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes(BlockKeys):
    """Small print; as the last block it stands at the foot of the page."""

    label: Text
    lines: tuple[Text, ...]

    def texts(self) -> Iterator[Text]:
        yield self.label
        yield from self.lines


TemplateBlock = Paragraph | Labelled | Listed | Ruled | Gap | Rule | CodeBlock | Signing | Notes


@dataclass(frozen=True, slots=True)
class Head:
    """The upper left of the paper, its number and its date; ``logo`` is a PNG, empty for none."""

    left: tuple[Text, ...]
    number: Text
    issued: Text
    logo: bytes = b""

    def texts(self) -> Iterator[Text]:
        yield from (*self.left, self.number, self.issued)


@dataclass(frozen=True)
class Template:
    """A form's template; ``source`` and ``files`` are what it was read from, so that it can be kept and read again."""

    letter: Letter
    title: Text
    head: Head
    blocks: tuple[TemplateBlock, ...]
    copies: tuple[Text, ...]
    source: str = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False, default_factory=dict)

    @cached_property
    def body(self) -> str:
        """Everything that the paper's look depends on, as one text."""
        files = {name: base64.b64encode(content).decode() for name, content in sorted(self.files.items())}
        said = {"letter": self.letter.value, "source": self.source, "files": files}
        return json.dumps(said, ensure_ascii=False, sort_keys=True)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of ``body``."""
        return sha256(self.body.encode()).hexdigest()
