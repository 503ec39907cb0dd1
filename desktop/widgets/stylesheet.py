"""The Qt style sheet that goes with a palette. Widgets choose variants by dynamic properties (``ink``, ``card`` …)."""

from __future__ import annotations

from string import Template

from desktop.widgets.tokens import Colours

_SHEET = Template("""
QToolTip { background: $paper; color: $ink; border: 1px solid $line; padding: 4px 8px; }

QLabel { color: $ink; background: transparent; }
QLabel[ink="second"] { color: $ink_2; }
QLabel[ink="gold"] { color: $gold_ink; }
QLabel[ink="link"] { color: $link; }
QLabel[pill="true"] { border: 1px solid $line; border-radius: 6px; padding: 0 5px; color: $ink_2; background: $desk; }
QLabel[pill="gold"] { border: 1px solid $gold_line; border-radius: 6px; padding: 0 9px; color: $gold_ink;
    background: $gold_tint; }

QLabel[pill="mark"] { border: 1px solid $gold_line; border-radius: 3px; padding: 0 3px; color: $gold_ink;
    background: $gold_tint; }

QFrame[card="plain"] { background: $paper; border: 1px solid $line; border-radius: 6px; }
QFrame[bar="top"] { background: $paper; border: 0; border-bottom: 1px solid $line; }
QFrame[bar="foot"] { background: $paper; border: 0; border-top: 1px solid $line; }
QFrame[side="left"] { background: $paper; border: 0; border-right: 1px solid $line; }
QFrame[rule="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[rule="row"] { background: $row_line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[rule="upright"] { background: $line; border: 0; max-width: 1px; min-width: 1px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: $paper; color: $ink;
    border: 1px solid $field; border-radius: 6px;
    selection-background-color: $primary; selection-color: $on_navy; placeholder-text-color: $ink_2; }
QLineEdit { padding: 0 7px; min-height: 30px; max-height: 30px; }
QPlainTextEdit, QTextEdit { padding: 3px 4px; }
QLineEdit:focus { border: 2px solid $gold; padding: 0 6px; min-height: 28px; max-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $gold; padding: 2px 3px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $ink; }
QLineEdit[wrong="true"] { padding: 0 6px; min-height: 28px; max-height: 28px; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus { border: 2px solid $gold; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $desk; color: $ink_2;
    border-color: $line; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] { border: 0; background: transparent; padding: 0; }

QComboBox { padding: 0 8px; min-height: 30px; max-height: 30px; }
QComboBox:focus { border: 2px solid $gold; padding: 0 7px; min-height: 28px; max-height: 28px; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $paper; color: $ink; border: 1px solid $field; outline: 0;
    selection-background-color: $selected; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; }

QAbstractItemView { background: $paper; color: $ink; border: 0; outline: 0;
    selection-background-color: $selected; selection-color: $ink; gridline-color: $row_line; }
QHeaderView { background: $paper; border: 0; }
QHeaderView::section { background: $paper; color: $ink_2; border: 0; border-bottom: 1px solid $line; padding: 0; }
QTableCornerButton::section { background: $paper; border: 0; }

QScrollArea, QScrollArea > QWidget > QWidget[page="true"] { background: transparent; border: 0; }
QScrollArea[reads="true"] { border: 2px solid transparent; border-radius: 6px; }
QScrollArea[reads="true"]:focus { border-color: $gold; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 2px 1px; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 1px 2px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $paper; color: $ink; border: 1px solid $field; padding: 4px 0; }
QMenu::item { padding: 6px 24px 6px 16px; }
QMenu::item:selected { background: $selected; color: $ink; }
QMenu::item:disabled { color: $ink_2; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }

QDialog, QMessageBox { background: $desk; }
QTextBrowser, QTextBrowser:focus { background: $paper; color: $ink; border: 0; border-radius: 0; padding: 0; }
""")


def style_sheet(palette: Colours) -> str:
    """The style sheet of a palette; every colour comes from the table of tokens."""
    names = {name: getattr(palette, name) for name in Colours.__slots__ if name != "dark"}
    half_transparent = "#90" + palette.hatch.removeprefix("#")
    return _SHEET.substitute(names, scroll=half_transparent)
