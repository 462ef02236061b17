"""The look: one table of tokens, from which the palette and the one stylesheet are made."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.resources import resource
from onecua_desk.ui.fonts import FAMILY

SCALES = (1.0, 1.25, 1.5)


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one tone: letters, the ground they stand on, and the ground's border."""

    ink: str
    ground: str
    edge: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as ``#RRGGBB``; measures in px of a 96 dpi screen at type scale 1."""

    scale: float
    background: str
    card: str
    line: str
    row_line: str
    field_line: str
    ink: str
    soft: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_ink: str
    hover: str
    danger: str
    danger_hover: str
    halo: str
    disabled_ink: str
    disabled: str
    late: Shades
    due: Shades
    ok: Shades
    wait: Shades
    unsent: Shades
    plain: Shades
    type_size: int = 15
    caption_size: int = 13
    heading_size: int = 15
    subtitle_size: int = 18
    title_size: int = 20
    name_size: int = 28
    big_size: int = 26
    field_height: int = 36
    row_height: int = 40
    button_height: int = 44
    tall_button_height: int = 56
    big_field_height: int = 64
    chip_height: int = 32
    favourite_height: int = 40
    rail_height: int = 43
    disc_size: int = 22
    radius: int = 10
    field_radius: int = 6

    def tone(self, tone: Tone) -> Shades:
        """The colours of ``tone``."""
        shades: Shades = getattr(self, tone.value)
        return shades

    def px(self, measure: float) -> int:
        """``measure`` grown with the type."""
        return round(measure * self.scale)


LIGHT = Tokens(
    scale=1.0,
    background="#F4F5F7",
    card="#FFFFFF",
    line="#DDE1E6",
    row_line="#E6E9ED",
    field_line="#B4BCC7",
    ink="#1B1F24",
    soft="#5A6472",
    accent="#0B5CAD",
    accent_hover="#094E94",
    accent_soft="#E6F0FA",
    accent_ink="#FFFFFF",
    hover="#F1F3F6",
    danger="#B42318",
    danger_hover="#98190F",
    halo="#CFE2F6",
    disabled_ink="#5F6977",
    disabled="#E8EBEF",
    late=Shades("#B42318", "#FDECEA", "#FDECEA"),
    due=Shades("#8A5A00", "#FFF4DB", "#FFF4DB"),
    ok=Shades("#187A47", "#E5F5EC", "#E5F5EC"),
    wait=Shades("#3A5CCC", "#EAEFFC", "#EAEFFC"),
    unsent=Shades("#5A6472", "#ECEEF1", "#ECEEF1"),
    plain=Shades("#1B1F24", "#ECEEF1", "#ECEEF1"),
)
HIGH_CONTRAST = replace(
    LIGHT,
    background="#FFFFFF",
    line="#3A4149",
    row_line="#8A929C",
    field_line="#000000",
    ink="#000000",
    soft="#23282E",
    accent="#003A7A",
    accent_hover="#00295A",
    accent_soft="#D3E6FF",
    hover="#E4E7EB",
    danger="#8A0F06",
    danger_hover="#6A0A03",
    halo="#FFC233",
    disabled_ink="#44494F",
    disabled="#E4E7EB",
    late=Shades("#8A0F06", "#FFFFFF", "#8A0F06"),
    due=Shades("#5C3A00", "#FFFFFF", "#5C3A00"),
    ok=Shades("#00522A", "#FFFFFF", "#00522A"),
    wait=Shades("#1C3796", "#FFFFFF", "#1C3796"),
    unsent=Shades("#23282E", "#FFFFFF", "#23282E"),
    plain=Shades("#000000", "#FFFFFF", "#000000"),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """What the official chose: high contrast or not, and how large the type is (one of ``SCALES``)."""

    contrast: bool = False
    scale: float = 1.0

    def tokens(self) -> Tokens:
        return replace(HIGH_CONTRAST if self.contrast else LIGHT, scale=self.scale)


_current = LIGHT


def current() -> Tokens:
    """The tokens in use; like Qt's palette there is one set for the program."""
    return _current


def apply(app: QApplication, theme: Theme) -> None:
    """Dress ``app``, also while its windows are open."""
    global _current
    _current = theme.tokens()
    app.setStyle("Fusion")
    app.setFont(type_font(_current.type_size))
    app.setPalette(_palette(_current))
    app.setStyleSheet(stylesheet(_current))


def type_font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The screen's face, ``size`` px at scale 1; its figures all have one width."""
    font = QFont(FAMILY)
    font.setPixelSize(_current.px(size))
    font.setWeight(weight)
    return font


def mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that the stylesheet asks for, and dress the widget again if it was dressed already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        QWidget.update(widget)  # the update of an item view wants an index


def stylesheet(tokens: Tokens) -> str:
    """``resources/theme/desk.qss`` with the tokens filled in, and one rule set per tone."""
    sheet = Template(resource("theme", "desk.qss").read_text(encoding="utf-8")).substitute(_names(tokens))
    return sheet + "\n".join(_tone_rules(tone, tokens.tone(tone)) for tone in Tone)


def _names(tokens: Tokens) -> dict[str, object]:
    """What the sheet may ask for: colours as they are, measures grown with the type.

    A style sheet's height leaves out the border: ``inner_`` heights are for a border of 1 px, ``focus_`` ones for 2 px.
    """
    names = {name: value for name, value in asdict(tokens).items() if isinstance(value, str)}
    sizes = {name: tokens.px(value) for name, value in asdict(tokens).items() if name.endswith(("size", "height"))}
    inner = {f"inner_{name}": size - 2 for name, size in sizes.items()}
    focus = {f"focus_{name}": size - 4 for name, size in sizes.items()}
    drawn = {"box": tokens.px(18), "focus_box": tokens.px(18) - 2, "box_radius": tokens.px(18) // 2 + 1}
    drawn |= {"arrow": tokens.px(16), "disc_radius": tokens.px(tokens.disc_size) // 2, "check_height": tokens.px(28)}
    drawn |= {"chip_radius": tokens.px(tokens.chip_height) // 2}
    drawn |= {"radius": tokens.radius, "field_radius": tokens.field_radius}
    tones = {"due_ink": tokens.due.ink, "late_ground": tokens.late.ground, "icons": resource("icons").as_posix()}
    return {**names, **sizes, **inner, **focus, **drawn, **tones}


def _tone_rules(tone: Tone, shades: Shades) -> str:
    dress = f"background: {shades.ground}; border-color: {shades.edge};"
    return (
        f'Badge[tone="{tone}"] {{ color: {shades.ink}; {dress} }}\n'
        f'Notice[tone="{tone}"] {{ {dress} }}\n'
        f'Notice[tone="{tone}"] QLabel {{ color: {shades.ink}; }}\n'
        f'QLabel[dot="{tone}"] {{ background: {shades.ink}; }}\n'
    )


def _palette(tokens: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, color in {
        roles.Window: tokens.background,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.card,
        roles.AlternateBase: tokens.background,
        roles.Text: tokens.ink,
        roles.PlaceholderText: tokens.soft,
        roles.Button: tokens.card,
        roles.ButtonText: tokens.ink,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.accent_ink,
        roles.ToolTipBase: tokens.ink,
        roles.ToolTipText: tokens.card,
        roles.Link: tokens.accent,
    }.items():
        palette.setColor(role, QColor(color))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled_ink))
    return palette
