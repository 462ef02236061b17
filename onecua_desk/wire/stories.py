"""What a stream has told of each dossier: how it stands, who wrote last, and the values that later events repeat."""

from __future__ import annotations

from dataclasses import dataclass, field

from onecua_desk.wire.tree import Node

Id = tuple[int, int]

MOST_STORIES = 1_000
"""Dossiers that a stream remembers; the one that was begun first is forgotten first."""

MOST_TOLD = 400
"""Paths of a dossier that are remembered."""

MOST_LISTED = 64
"""Values of a path within lists that are remembered."""


@dataclass(slots=True)
class Story:
    """``stands``: what its last two events were. ``told``: the last value of each path; ``all``: every value of the
    paths within lists; ``where`` a value stood last."""

    stands: str = ""
    told: dict[str, Node] = field(default_factory=dict)
    all: dict[str, list[Node]] = field(default_factory=dict)
    where: dict[Node, str] = field(default_factory=dict)

    def tell(self, path: str, node: Node) -> None:
        if len(self.told) >= MOST_TOLD and path not in self.told:
            return
        self.told[path] = node
        if len(node) > 3:
            self.where[node] = path
            if "[]" in path:
                values = self.all.setdefault(path, [])
                if len(values) < MOST_LISTED and node not in values:
                    values.append(node)


class Stories:
    """``groups``: the dossiers that stand alike, in the order in which they came to do so."""

    def __init__(self) -> None:
        self._known: dict[Id, Story] = {}
        self.groups: dict[str, dict[Id, None]] = {}
        self.recent: tuple[tuple[Id, str], ...] = ()

    def of(self, id: Id) -> Story | None:
        return self._known.get(id)

    def take(self, id: Id) -> Story:
        """The story of a dossier, begun where there is none."""
        if id not in self._known:
            if len(self._known) >= MOST_STORIES:
                oldest = next(iter(self._known))
                self._leave(oldest, self._known.pop(oldest))
            self._known[id] = Story()
        return self._known[id]

    def stand(self, id: Id, story: Story, event: str) -> None:
        """``event``, its kind and mark, was the dossier's last."""
        self._leave(id, story)
        story.stands = f"{story.stands.rpartition(' ')[2]} {event}"
        self.groups.setdefault(story.stands, {})[id] = None
        self.recent = ((id, story.stands), *[one for one in self.recent if one[0] != id][:2])

    def lately(self) -> tuple[str, ...]:
        """How the dossiers stand that were touched last, the newest first."""
        return tuple([stands for _, stands in self.recent])

    def _leave(self, id: Id, story: Story) -> None:
        group = self.groups.get(story.stands)
        if group is not None and group.pop(id, False) is None and not group:
            del self.groups[story.stands]
