"""Text of which parts stand out; whatever was typed by people is escaped."""

from __future__ import annotations

from html import escape

from onecua_desk.ui.theme import current


class Html(str):
    """Markup made here; every other ``str`` is plain text."""


def html(text: str) -> Html:
    """``text`` fit to stand in a rich label, line breaks kept."""
    return text if isinstance(text, Html) else Html(escape(text).replace("\n", "<br>"))


def join(*parts: str) -> Html:
    """Plain and marked parts as one text."""
    return Html("".join(html(part) for part in parts))


def bold(text: str) -> Html:
    return Html(f'<span style="font-weight:600">{html(text)}</span>')


def soft(text: str) -> Html:
    """Less important; in the colour of the theme at this moment."""
    return Html(f'<span style="color:{current().soft}">{html(text)}</span>')
