"""What the demo tells while it plays: one line for each thing that happened, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Report:
    """``wrong``: the sentences about what must not happen; they make the exit status."""

    wrong: list[str] = field(default_factory=list)

    def head(self, words: str) -> None:
        print(f"{words}:", flush=True)

    def say(self, what: str, how: object) -> None:
        print(f"  {what:<34} {how}", flush=True)

    def check(self, good: bool, sentence: str) -> None:
        if not good:
            self.wrong.append(sentence)
            print(f"  SAI: {sentence}", flush=True)
