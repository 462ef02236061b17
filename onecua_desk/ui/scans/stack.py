"""The pages that wait to be kept, in the order in which they came, and which of them make one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onecua_desk.services.scan_pages import Candidate, Kind, Manner, Page


@dataclass(slots=True, eq=False)
class Waiting:
    """One page. ``paper``: the line of the checklist it belongs to; ``fault``: why it cannot be kept.

    ``asked`` counts how often it was to be prepared: only the newest answer is taken.
    """

    page: Page
    paper: str = ""
    name: str = ""
    manner: Manner = Manner()  # noqa: RUF009  # frozen
    candidate: Candidate | None = None
    fault: str = ""
    asked: int = 0

    def ready(self) -> bool:
        return self.candidate is not None and not self.fault

    def path(self) -> Path:
        source = self.page.source
        assert isinstance(source, Path), "what was pasted got a file when it came"
        return source


class Stack:
    """The pages of one draft or dossier that are not kept yet."""

    def __init__(self) -> None:
        self.pages: list[Waiting] = []

    def group(self, page: Waiting) -> list[Waiting]:
        """What is kept with ``page`` as one file: the pages of the same paper.

        A digital original stays alone, and so does what cannot be kept.
        """
        if page.page.whole or page.fault:
            return [page]
        return [one for one in self.pages if _together(one, page)]

    def sort_in(self, page: Waiting, paper: str, name: str) -> None:
        """``page`` belongs to ``paper``, and so do the pages of its group that came after it."""
        group = self.group(page)
        for one in group[group.index(page) :]:
            one.paper, one.name = paper, name

    def take_out(self, pages: Sequence[Waiting]) -> list[Path]:
        """Remove ``pages``; the files of which no page waits any more."""
        self.pages = [one for one in self.pages if one not in pages]
        left = {one.path() for one in self.pages}
        return [path for path in dict.fromkeys(one.path() for one in pages) if path not in left]

    def replace(self, page: Waiting, by: Sequence[Waiting]) -> None:
        at = self.pages.index(page)
        self.pages[at : at + 1] = by

    def kept(self) -> list[dict[str, Any]]:
        """What a draft remembers; the pages themselves stay in their files."""
        return [_as_words(one) for one in self.pages]


def remembered(words: Mapping[str, Any]) -> Waiting | None:
    """A page from what ``Stack.kept`` said; ``None`` where another version wrote it.

    Nobody looks here whether its file is still there: a network share that is away would hold up the window.
    """
    try:
        kind = Kind(words["kind"]) if words["kind"] else None
        page = Page(Path(words["path"]), int(words["number"]), int(words["pages"]), bool(words["whole"]))
        manner = Manner(kind, int(words["turns"]), bool(words["crop"]))
        return Waiting(page, str(words["paper"]), str(words["name"]), manner)
    except (KeyError, TypeError, ValueError):
        return None


def _together(one: Waiting, other: Waiting) -> bool:
    return not one.page.whole and not one.fault and (one.paper, one.name) == (other.paper, other.name)


def _as_words(one: Waiting) -> dict[str, Any]:
    page, manner = one.page, one.manner
    return {
        "path": str(page.source),
        "number": page.number,
        "pages": page.pages,
        "whole": page.whole,
        "paper": one.paper,
        "name": one.name,
        "kind": manner.kind.value if manner.kind else "",
        "turns": manner.turns,
        "crop": manner.crop,
    }
