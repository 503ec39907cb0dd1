"""Text files as offices have them."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE


def text_in(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or GB 18030 as office programs write it.

    Raises ``UnicodeDecodeError``, also for what holds a null character and is no text.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    if "\0" in text:
        raise UnicodeDecodeError("utf-8", data, data.find(0), data.find(0) + 1, "no text")
    return text
