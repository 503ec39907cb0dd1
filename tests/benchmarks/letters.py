"""Letters per second beside another way to make the same letters: ``python -m tests.benchmarks.letters RIVAL``.

RIVAL is a script that is called as ``RIVAL ENGINE LETTERS.json OUTDIR --fonts DIR`` and prints one JSON line with
``s_per_letter``. Both make the same letters (one PDF each) from the same texts and fonts, in turn; an engine that is
not installed is said. Run by hand: a busy machine makes any figure worthless.
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
WANTED = {"bare": 1 / 0.8, "typst": 3.0, "weasyprint": 4.0, "libreoffice": 8.0}
"""How many times faster than each engine Shouban has to be; ``bare`` draws lines and sets nothing."""


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
    """Seconds a letter as the rival tells them. Raises ``CalledProcessError`` where the engine is not installed."""
    texts = folder / "letters.json"
    texts.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, rival, engine, texts, folder / engine, "--fonts", Path(fonts.__file__).parent]
    told = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout
    return float(json.loads(told)["s_per_letter"])


def compared(rival: Path, engine: str, listed: list[dict[str, object]], rounds: int) -> dict[str, object]:
    """Both in turn, the medians, and how many times faster Shouban is."""
    own, other = [], []
    with tempfile.TemporaryDirectory() as name:
        for _ in range(rounds):
            own.append(own_seconds(listed, Path(name)))
            other.append(rival_seconds(rival, engine, listed, Path(name)))
    mine, theirs = statistics.median(own), statistics.median(other)
    return {
        "engine": engine,
        "shouban_ms": round(mine * 1000, 2),
        "rival_ms": round(theirs * 1000, 2),
        "times": round(theirs / mine, 2),
        "wanted": WANTED[engine],
        "reached": theirs / mine >= WANTED[engine],
    }


def main() -> int:
    """Measure engine by engine, a JSON line each; 1 where one of them is not as far behind as wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rival", type=Path)
    parser.add_argument("--engines", nargs="+", choices=WANTED, default=list(WANTED))
    parser.add_argument("--letters", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    listed = letters(chosen.letters)
    reached = True
    for engine in chosen.engines:
        try:
            line = compared(chosen.rival, engine, listed, chosen.rounds)
        except subprocess.CalledProcessError as fault:
            line = {"engine": engine, "not_measured": fault.stderr.strip().splitlines()[-1:]}
        reached = reached and bool(line.get("reached", True))
        print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
