"""The tokens of the look: colours of the light and the dark palette, and the measures of the 8-pixel grid."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette. Gold is 3.3:1 on white and never carries text; ``gold_ink`` does. Red and amber are for limits."""

    dark: bool
    navy: str
    navy_on: str
    primary: str
    paper: str
    desk: str
    selected: str
    ink: str
    ink_2: str
    link: str
    line: str
    row_line: str
    field: str
    gold: str
    gold_ink: str
    gold_tint: str
    gold_line: str
    red: str
    amber: str
    bar: str
    hatch: str
    on_navy: str = "#FFFFFF"
    on_navy_2: str = "#C9D6E6"


LIGHT = Colours(
    dark=False,
    navy="#12365D",
    navy_on="#1E4C7C",
    primary="#12365D",
    paper="#FFFFFF",
    desk="#F5F7FA",
    selected="#E7EEF6",
    ink="#17202B",
    ink_2="#4F5D6C",
    link="#1B4F86",
    line="#D9DFE7",
    row_line="#E8ECF1",
    field="#7F8B9A",
    gold="#B8860B",
    gold_ink="#775705",
    gold_tint="#FBF6E9",
    gold_line="#E0C88C",
    red="#B3261E",
    amber="#9A6700",
    bar="#48688D",
    hatch="#8C98A7",
)

DARK = Colours(
    dark=True,
    navy="#0C2340",
    navy_on="#1C4168",
    primary="#2F6299",
    paper="#1A232E",
    desk="#121921",
    selected="#243548",
    ink="#E8EDF3",
    ink_2="#A5B1C0",
    link="#8FB8E6",
    line="#303C4B",
    row_line="#28333F",
    field="#66768A",
    gold="#D4A532",
    gold_ink="#E0BC5E",
    gold_tint="#2A2717",
    gold_line="#6B5A26",
    red="#FF8A80",
    amber="#E5B045",
    bar="#7FA3CC",
    hatch="#728296",
)

# Measures in device-independent pixels.
GRID = 8
PAGE_EDGE = 24
CARD_PADDING = 16
FORM_PADDING = 24
CARD_GAP = 16
FIELD_GAP = 8
RAIL_WIDTH = 72
PLACE_HEIGHT = 64
TOP_BAR_HEIGHT = 48
ACTION_BAR_HEIGHT = 48
STATUS_LINE_HEIGHT = 24
CONTROL_HEIGHT = 32
MAIN_BUTTON_HEIGHT = 48
SMALL_BUTTON_HEIGHT = 24
LIST_ROW = 40
REQUEST_ROW = 64
RADIUS = 6
KEY_RADIUS = 4

# Type sizes in pixels.
NOTE = 12
SIDE = 13
BODY = 14
CONTENT = 16
PAGE_TITLE = 20
FIGURE = 28
DAY_MARK = 11
