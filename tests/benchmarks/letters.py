"""Letters per second beside another way to make the same letters: ``python -m tests.benchmarks.letters RIVAL``.

RIVAL is a script that is called as ``RIVAL ENGINE LETTERS.json OUTDIR --fonts DIR`` and prints one JSON line with
``s_per_letter``. Both make the same letters (one PDF each) from the same texts and fonts, in turn, and the ratio of
the medians is printed; below 1 means that Shouban is faster. Run by hand: a busy machine makes any figure worthless.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from forms.letter_pages import typeset
from forms.letter_paper import LetterPaper
from forms.sentences import Piece
from resources import fonts

SENTENCES = (
    "本机关于2026年3月2日收到您提出的政府信息公开申请（登记编号：0200-2026-0031），申请公开“天津口岸进口冷链食品查验情况”。",
    "经审查，根据《中华人民共和国政府信息公开条例》（国务院令第711号）第三十六条第二项的规定，现答复如下：",
    "您申请公开的政府信息，本机关予以公开，现以纸质复印件邮寄的方式提供（见附件，共12页）。",
    "如您对本答复不服，可以自收到本答复书之日起60日内向海关总署申请行政复议，或者自收到本答复书之日起6个月内向法院起诉。",
    "特此答复。",
)
NAMES = ("张杰芳", "王䶮", "李堃", "陈喆", "赵镕", "孙祎", "周玥", "吴昇")
ROUNDS = 5


def letters(count: int) -> list[dict[str, object]]:
    """Letters of one page that differ in name, number and the order of their words."""
    chance = random.Random(1)
    return [
        {
            "head": "中华人民共和国天津海关",
            "number": f"津关公开答〔2026〕{number}号",
            "title": "政府信息公开申请答复书",
            "addressee": chance.choice(NAMES),
            "paragraphs": [*chance.sample(SENTENCES[:4], 4), SENTENCES[4]],
            "signature": "中华人民共和国天津海关",
            "date": "2026年3月6日",
        }
        for number in range(1, count + 1)
    ]


def paper(letter: dict[str, object]) -> LetterPaper:
    """A letter of the list as Shouban sets it."""
    words = letter["paragraphs"]
    return LetterPaper(
        head=(Piece(str(letter["head"])),),
        number=(Piece(str(letter["number"])),),
        title=str(letter["title"]),
        addressee=(Piece(str(letter["addressee"])),),
        paragraphs=tuple((Piece(text),) for text in words) if isinstance(words, list) else (),
        attachments=(),
        signature=(Piece(str(letter["signature"])),),
        day=(Piece(str(letter["date"])),),
        note=(),
        dated_on=date(2026, 3, 6),
        author=str(letter["head"]),
    )


def own_seconds(listed: list[dict[str, object]], folder: Path) -> float:
    """Seconds a letter, the fonts being loaded."""
    typeset(paper(listed[0]))
    start = time.perf_counter()
    for number, letter in enumerate(listed):
        (folder / f"{number:05d}.pdf").write_bytes(typeset(paper(letter)).pdf)
    return (time.perf_counter() - start) / len(listed)


def rival_seconds(rival: Path, engine: str, listed: list[dict[str, object]], folder: Path) -> float:
    """Seconds a letter as the rival tells them."""
    texts = folder / "letters.json"
    texts.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, rival, engine, texts, folder / "rival", "--fonts", Path(fonts.__file__).parent]
    told = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout
    return float(json.loads(told)["s_per_letter"])


def main() -> None:
    """Measure in turn and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rival", type=Path)
    parser.add_argument("--engine", default="bare")
    parser.add_argument("--letters", type=int, default=100)
    chosen = parser.parse_args()
    listed = letters(chosen.letters)
    own, other = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(ROUNDS):
            own.append(own_seconds(listed, folder))
            other.append(rival_seconds(chosen.rival, chosen.engine, listed, folder))
    mine, theirs = statistics.median(own), statistics.median(other)
    print(
        json.dumps(
            {
                "shouban_ms": round(mine * 1000, 2),
                f"{chosen.engine}_ms": round(theirs * 1000, 2),
                "ratio": round(mine / theirs, 3),
            }
        )
    )


if __name__ == "__main__":
    main()
