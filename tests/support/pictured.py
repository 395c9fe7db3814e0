"""A dataset with pictures, which say on them that they are test pictures."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from geo.imports import example

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = (
    "id", "file", "event_id", "place_id", "person_id", "story", "licence", "credit", "alt", "caption", "source_id", "date", "graphic",
)  # fmt: skip
HOSTILE = "A court house <img src=x onerror=alert(1)> {{ 7 * 7 }}"
"""A caption that nothing may run."""
GPS = {1: "N", 2: (50.0, 44.0, 33.0), 3: "W", 4: (2.0, 19.0, 21.0)}


def picture(size=(1000, 600), kind="JPEG", ground="#9a8f80", **options) -> bytes:
    """Return a drawn picture with the words TEST PICTURE."""
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((size[0] // 8, size[1] // 8, size[0] * 7 // 8, size[1] * 7 // 8), outline="#1d1b19", width=6)
    draw.text(
        (size[0] // 2, size[1] // 2), "TEST PICTURE", fill="#1d1b19", anchor="mm", font_size=max(size[0] // 10, 1)
    )
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def from_a_camera() -> bytes:
    """Return a JPEG of a camera held upright: it says where it stood, and is to be turned."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update(GPS)
    return picture((900, 600), exif=exif)


def row(key, **cells):
    """Return a row of the table, sound unless `cells` say otherwise."""
    said = {"licence": "CC0-1.0", "credit": "Drawn by a test", "alt": f"A test picture, {key}", "graphic": "false"}
    return {**dict.fromkeys(FIELDS, ""), "id": key, "file": f"media/{key}.jpg", **said, **cells}


ROWS = (
    row("trial", event_id="tolpuddle-trial", caption=HOSTILE, date="1834-03"),
    row("grave", event_id="tolpuddle-trial", graphic="true", alt="A covered test picture"),
    row("village", place_id="tolpuddle", file="media/village.png"),
    row("loveless", person_id="george-loveless", story="tolpuddle"),
)


def dataset(folder: Path, rows=ROWS, files=None) -> Path:
    """Make the example of ``geo new`` with these pictures instead of its own."""
    example.make(folder)
    (folder / "media").mkdir(exist_ok=True)
    known = {"media/trial.jpg": from_a_camera(), "media/village.png": picture(kind="PNG", ground="#b7c4b1")}
    known |= {"media/grave.jpg": picture(ground="#aa2222"), "media/loveless.jpg": picture((400, 500))}
    for name, content in {**known, **(files or {})}.items():
        (folder / name).write_bytes(content)
    with (folder / "media.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder
