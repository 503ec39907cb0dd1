"""L34 信封: sizes and zones of GB/T 1416-2003, with the office's own shift for its printer.

The top left zone of 90 by 26 mm (postcode boxes) and the strip 55 to 160 mm from the right edge and below 20 mm from
the bottom (bar codes) hold nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forms.composer import Line, Setting, compose
from forms.facts import Facts, Origin, choices, fact
from forms.fonts import typeface, visible
from forms.form import Rendered
from forms.page import MM, Colour, baseline
from forms.plain_form import PlainForm
from forms.sheet import Sheet
from resources.vocabulary import LetterKind

SIZES: Final = {"dl": (220, 110), "c5": (229, 162), "c4": (324, 229)}
"""Width and height in mm."""

SIZE_NAMES: Final = {"dl": "DL（5号，220×110毫米）", "c5": "C5（7号，229×162毫米）", "c4": "C4（9号，324×229毫米）"}

_BOX_LEFT: Final = 12.0
_BOX_TOP: Final = 10.0
_BOX_WIDTH: Final = 8.0
_BOX_HEIGHT: Final = 10.0
_BOX_STEP: Final = 10.0
_BOX_LINE: Final = 0.4 * MM
_GOLDEN_RED: Final = Colour.of("#C8382D")
_STAMP: Final = (20.0, 20.0, 7.0)
"""Width, height and distance from the edges of the frame for stamps, in mm."""

_BAR_CODES: Final = 161.0
"""The strip for bar codes begins 160 mm from the right edge; 1 mm stays free before it."""

_ADDRESS_LEFT_SHARE: Final = 0.14
_ADDRESS_RIGHT: Final = 22.0
_SENDER_RIGHT: Final = 14.0
_FREE_BELOW: Final = 22.0
_POSTCODE_BASE: Final = 10.0

_SCALES: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_NAME_SIZE: Final = 22.0
_LONG_NAME_SIZE: Final = 16.0
_ADDRESS_SIZE: Final = 16.0
_SMALL: Final = 12.0
_DIGIT_SIZE: Final = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeFacts(Facts):
    """To whom and from whom. ``shift_x`` and ``shift_y`` move everything by millimetres, to the right and down."""

    addressee: str = field(metadata=fact("收件人", origin=Origin.REQUEST))
    address: str = field(metadata=fact("收件人地址", origin=Origin.REQUEST))
    postcode: str | None = field(default=None, metadata=fact("收件人邮政编码", required=False, origin=Origin.REQUEST))
    agency: str = field(metadata=fact("机关全称", origin=Origin.OFFICE))
    contact_office: str | None = field(default=None, metadata=fact("联系部门", required=False, origin=Origin.OFFICE))
    contact_address: str | None = field(default=None, metadata=fact("联系地址", required=False, origin=Origin.OFFICE))
    contact_postcode: str | None = field(
        default=None, metadata=fact("本机关邮政编码", required=False, origin=Origin.OFFICE)
    )
    letter_number: str | None = field(default=None, metadata=fact("发文字号", required=False, origin=Origin.ISSUE))
    size: str = field(
        default="dl",
        metadata=fact("信封规格", "choice", choices=choices(SIZE_NAMES), required=False, origin=Origin.OFFICE),
    )
    preprinted: bool = field(
        default=False, metadata=fact("信封已印邮政编码框", "yes_no", required=False, origin=Origin.OFFICE)
    )
    shift_x: int = field(
        default=0, metadata=fact("向右移动（毫米）", "number", low=-20, high=20, required=False, origin=Origin.OFFICE)
    )
    shift_y: int = field(
        default=0, metadata=fact("向下移动（毫米）", "number", low=-20, high=20, required=False, origin=Origin.OFFICE)
    )


@dataclass(frozen=True, slots=True)
class _Envelope:
    """The sheet with its shift; ``x`` and ``y`` turn millimetres into points on it."""

    sheet: Sheet
    facts: EnvelopeFacts

    def x(self, millimetres: float) -> float:
        return (millimetres + self.facts.shift_x) * MM

    def y(self, millimetres: float) -> float:
        return (millimetres + self.facts.shift_y) * MM


@dataclass(frozen=True, slots=True)
class _Recipient:
    """Address and name in lines, as large as there is room for both."""

    address: Sequence[Line]
    name: Sequence[Line]
    address_size: float
    name_size: float

    @classmethod
    def of(cls, facts: EnvelopeFacts, measure: float, scale: float) -> _Recipient:
        """The lines at a ``scale``; a name that needs more than one is set smaller."""
        address_size = _ADDRESS_SIZE * scale
        address = _lines(facts.address, address_size, measure)
        for size in (_NAME_SIZE * scale, _LONG_NAME_SIZE * scale):
            name = _lines(f"{facts.addressee}（收）", size, measure - 2 * address_size)
            if len(name) == 1:
                break
        return cls(address, name, address_size, size)

    @property
    def height(self) -> float:
        """In points."""
        address = len(self.address) * self.address_size * 1.6
        return address + self.name_size * 0.5 + len(self.name) * self.name_size * 1.5


def _draw(facts: EnvelopeFacts, title: str) -> Rendered:
    width, height = SIZES[facts.size]
    sheet = Sheet((width * MM, height * MM), title=title, author=facts.agency, day=date(2000, 1, 1))
    envelope = _Envelope(sheet, facts)
    if not facts.preprinted:
        _boxes(envelope, width)
    _postcode(envelope)
    _recipient(envelope, width, height)
    _sender(envelope, width, height)
    return sheet.finish()


def _boxes(envelope: _Envelope, width: float) -> None:
    """Six boxes for the postcode and the frame for stamps."""
    for place in range(6):
        left = _BOX_LEFT + place * _BOX_STEP
        _frame(envelope, left, _BOX_TOP, left + _BOX_WIDTH, _BOX_TOP + _BOX_HEIGHT)
    wide, high, edge = _STAMP
    _frame(envelope, width - edge - wide, edge, width - edge, edge + high)
    centre = envelope.x(width - edge - wide / 2)
    for place, words in enumerate(("贴邮", "票处")):
        line = envelope.y(edge + high / 2) + (place * 1.5 - 0.3) * _SMALL
        envelope.sheet.words(words, "body", _SMALL, centre, line, align="centre", colour=_GOLDEN_RED)


def _frame(envelope: _Envelope, left: float, top: float, right: float, bottom: float) -> None:
    x, y = envelope.x, envelope.y
    envelope.sheet.frame(x(left), y(top), x(right), y(bottom), _GOLDEN_RED, _BOX_LINE)


def _postcode(envelope: _Envelope) -> None:
    """One digit a box; a postcode that has not six digits is left to the hand."""
    code = (envelope.facts.postcode or "").strip()
    if not re.fullmatch(r"[0-9]{6}", code):
        return
    line = envelope.y(_BOX_TOP + _BOX_HEIGHT / 2) + 0.34 * _DIGIT_SIZE
    for place, digit in enumerate(code):
        centre = envelope.x(_BOX_LEFT + place * _BOX_STEP + _BOX_WIDTH / 2)
        envelope.sheet.words(digit, "body", _DIGIT_SIZE, centre, line, align="centre")


def _recipient(envelope: _Envelope, width: float, height: float) -> None:
    """Address and, larger, name; in the middle of the space between the boxes and the sender."""
    left = width * _ADDRESS_LEFT_SHARE
    measure = (width - left - _ADDRESS_RIGHT) * MM
    further = (len(_sender_lines(envelope.facts, width)) - 2) * _SMALL * 1.5
    zone_top, zone_bottom = envelope.y(28), envelope.y(height - _FREE_BELOW - 12) - max(0.0, further)
    blocks = (_Recipient.of(envelope.facts, measure, scale) for scale in _SCALES)
    fitting = [block for block in blocks if block.height <= zone_bottom - zone_top]
    block = fitting[0] if fitting else _Recipient.of(envelope.facts, measure, _SCALES[-1])
    top = max(zone_top, (zone_top + zone_bottom - block.height) / 2)
    for line in block.address:
        _set(envelope, line, left * MM, top, block.address_size)
        top += block.address_size * 1.6
    top += block.name_size * 0.5
    for line in block.name:
        _set(envelope, line, left * MM + 2 * block.address_size, top, block.name_size)
        top += block.name_size * 1.5


def _sender(envelope: _Envelope, width: float, height: float) -> None:
    """Sender above the free strip at the right, the postcode at the bottom right, the 发文字号 at the left."""
    facts, sheet = envelope.facts, envelope.sheet
    right = envelope.x(width - _SENDER_RIGHT)
    line = envelope.y(height - _FREE_BELOW)
    for words in reversed(_sender_lines(facts, width)):
        sheet.words(words, "body", _SMALL, right, line, align="right")
        line -= _SMALL * 1.5
    if facts.contact_postcode:
        words = f"邮政编码　{facts.contact_postcode}"
        sheet.words(words, "body", _SMALL, right, envelope.y(height - _POSTCODE_BASE), align="right")
    if facts.letter_number:
        _number(envelope, facts.letter_number, width, envelope.y(height - _POSTCODE_BASE))


def _sender_lines(facts: EnvelopeFacts, width: float) -> list[str]:
    """The sender's address and name, each in as many lines as it needs."""
    measure = (width - _BOX_LEFT - _SENDER_RIGHT) * MM
    texts = [facts.contact_address or "", facts.agency + (facts.contact_office or "")]
    return [
        "".join(glyph.character for glyph in line.glyphs)
        for text in texts
        if text
        for line in _lines(text, _SMALL, measure)
    ]


def _number(envelope: _Envelope, number: str, width: float, line: float) -> None:
    """The 发文字号 left of the bar codes, as small as it must be to end there."""
    room = (width - _BAR_CODES - _BOX_LEFT) * MM
    size = _SMALL * min(1.0, room / max(1.0, typeface("body").width(number, _SMALL)))
    envelope.sheet.words(number, "body", size, envelope.x(_BOX_LEFT), line)


def _lines(text: str, size: float, measure: float) -> Sequence[Line]:
    return compose(" ".join(visible(text).split()), Setting(typeface("body"), size, measure), justified=False)


def _set(envelope: _Envelope, line: Line, left: float, top: float, size: float) -> None:
    lefts = [envelope.x(0) + left + one for one in line.lefts]
    envelope.sheet.text(line.glyphs, lefts, baseline(top, size), size)


ENVELOPE: Final = PlainForm(LetterKind.ENVELOPE, EnvelopeFacts, _draw)
