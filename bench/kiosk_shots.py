"""Take a picture of every screen of a kiosk, on panels of several sizes, to be looked at with docs/kiosk-checklist.md.

    python bench/kiosk_shots.py shots
    python bench/kiosk_shots.py shots --kiosk katyn --inches 24 --language ru

One folder a kiosk, one PNG a screen (`24-wide-place.png`), and contact sheets of eight
(`sheet-24-wide-1.png`). `own` is what a museum begins with: the example of `geo new`, cut down to
one place, two events and a picture.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import browser
from PIL import Image, ImageDraw

import geo
from geo.app import fonts
from geo.dataset import kiosks
from geo.imports import example
from geo.map.kiosk import kiosk_page
from geo.map.recordings import Recording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Page

LANGUAGES = {
    "tartu": "et,ru,en,pl",
    "katyn": "pl,ru,en",
    "vorkuta": "ru,en",
    "solovki": "en,ru,et,pl",
    "moscow": "ru,en",
    "own": "en,pl",
}
OWN_PLACE, OWN_EVENTS = "dorchester-shire-hall", ("tolpuddle-trial", "transported-sydney")
OWN_PICTURE = "test-picture"
CREDITS = "Shown by a museum.\nMade with its partners."
SIDES = {"tall": (1080, 1920), "wide": (1920, 1080)}
A_SHEET, THUMB = 8, 0.36  # pictures; of the pixels of a panel
QUIET = """async () => { await atlas.kiosk.view.drawn; await document.fonts.ready;
  for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame) }"""
TAP = """selector => { const all = [...document.querySelectorAll(selector)];
  const found = all.find(one => one.checkVisibility() && !one.disabled); found?.click(); return Boolean(found) }"""
HOME = "lang => { atlas.kiosk.machine.send('over'); atlas.kiosk.machine.send('touch'); atlas.kiosk.restore(lang) }"
FIRST = "atlas.kiosk.open(atlas.kiosk.subject.story(null).find(i => !atlas.kiosk.subject.graphic.has(i)))"
FULLEST = """(async () => { const { subject, data } = atlas.kiosk;
  const found = subject.story(null).filter(i => !subject.graphic.has(i));
  const { events } = await data.source.card(subject.home, found), size = text => JSON.stringify(text).length;
  atlas.kiosk.open(found[events.map(size).indexOf(Math.max(...events.map(size)))]) })()"""
GRAPHIC = """(() => { const found = atlas.kiosk.subject.story(null).find(i => atlas.kiosk.subject.graphic.has(i));
  return found === undefined ? false : void atlas.kiosk.open(found) })()"""
AGREED = "void (atlas.kiosk.isAgreed = true)"
GRAPHIC_STEP = """(() => { for (const { id, steps } of atlas.kiosk.data.stories ?? []) {
  const at = steps.findIndex(({ graphic }) => graphic);
  if (at > 0) atlas.kiosk.read({ story: id, step: at });
  if (at >= 0) return void atlas.kiosk.stories.go({ story: id, step: at + 1 }) }
  return false })()"""
DECADES = """(async () => { const find = one => document.querySelector(`.at-k-list ${one}`);
  const last = '.at-k-pager .at-k-square:last-child';
  if (!find('.at-k-decade')) return false;
  const ends = one => find(one).getBoundingClientRect().bottom;
  while (ends('.at-k-decade') > ends('.at-k-scroll') && !find(last).disabled) { find(last).click();
    for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame) }
  return true })()"""
LAST_ROW = ".at-k-only li:nth-last-child(1) .at-k-row"
SCREENS: dict[str, tuple[str, ...]] = {
    "place": (),
    "decades": (f"={DECADES}",),
    "decade": (f"={DECADES}", ".at-k-list .at-k-decade[aria-expanded=false]"),
    "card": (f"={FIRST}",),
    "fullest": (f"={FULLEST}",),
    "more": (f"={FULLEST}", ".at-k-more"),
    "more-2": (f"={FULLEST}", ".at-k-more", ".at-k-text .at-k-pager .at-k-square:last-child"),
    "easy": (f"={FULLEST}", ".at-k-easy"),
    "recording": (f"={FIRST}", "[data-key=voice]"),
    "gate": (f"={GRAPHIC}",),
    "graphic": (f"={GRAPHIC}", ".at-k-choice"),
    "gate-step": (f"={GRAPHIC_STEP}",),
    "people": ("[data-key=tab-people]",),
    "sources": ("[data-key=tab-sources]",),
    "near": ("[data-key=tab-near]",),
    "other": ("[data-key=tab-near]", ".at-k-only .at-k-row"),
    "other-letters": ("[data-key=tab-near]", ".at-k-only .at-k-row", ".at-k-letters"),
    "far": ("[data-key=tab-near]", LAST_ROW),
    "year": (".at-k-steps button:first-child", ".at-k-all"),
    "years-back": (".at-k-steps button:last-child", ".at-k-steps button:last-child"),
    "story": (".at-k-offer",),
    "story-3": (f"={AGREED}", ".at-k-offer", "[data-key=step-3]"),
    "story-5": (f"={AGREED}", ".at-k-offer", "[data-key=step-5]"),
    "key": (".at-k-sign",),
    "letters": (".at-k-letters",),
    "letters-card": (f"={FULLEST}", ".at-k-letters"),
    "language": (f"={FULLEST}", ".at-k-languages button:last-child"),
    "about": (".at-k-about",),
    "warn": ("=void atlas.kiosk.machine.send('idle')",),
    "warn-other": ("[data-key=tab-near]", ".at-k-only .at-k-row", "=void atlas.kiosk.machine.send('idle')"),
    "pin": ("=void atlas.kiosk.machine.send('staff')",),
    "counts": (
        "=void atlas.kiosk.machine.send('staff')",
        *[f".at-k-key:nth-child({digit})" for digit in (4, 7, 1, 1)],
        ".at-k-choices button:nth-child(2)",
    ),
    "staff": ("=void atlas.kiosk.machine.send('staff')", *[f".at-k-key:nth-child({digit})" for digit in (4, 7, 1, 1)]),
}
"""What a visitor touches, beginning at the place, to come to a screen; "=" is said to the page."""


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kiosk", action="append", help=f"of {', '.join(LANGUAGES)}, or a place")
    parser.add_argument("--inches", default="24,43,55")
    parser.add_argument("--side", choices=SIDES, action="append")
    parser.add_argument("--screen", choices=["attract", *SCREENS], action="append", help="only this one")
    parser.add_argument(
        "--scale", type=float, default=0.5, help="dots for a pixel of the panel; 1 to see how letters are drawn"
    )
    parser.add_argument("--language", help="of all screens; else the first of the kiosk")
    args = parser.parse_args()
    with browser.chromium() as running:
        for name in args.kiosk or LANGUAGES:
            folder = args.folder / name
            folder.mkdir(parents=True, exist_ok=True)
            page = folder / "kiosk.html"
            page.write_text(made(name, args.folder / "dataset"), "utf-8")
            for side in args.side or SIDES:
                width, height = SIDES[side]
                context = running.new_context(
                    viewport={"width": width, "height": height}, reduced_motion="reduce", device_scale_factor=args.scale
                )
                tab = context.new_page()
                for inches in args.inches.split(","):
                    tab.goto(f"{page.as_uri()}?diagonal={inches}")
                    shots = list(pictures(tab, folder / f"{inches}-{side}", args.language, args.screen))
                    sheets(shots, folder / f"sheet-{inches}-{side}", THUMB / args.scale)
                context.close()
                print(f"{folder} {side}", flush=True)


def made(name: str, own: Path) -> str:
    """Return the page of a kiosk with all that a kiosk can have."""
    atlas = geo.load(dataset(own)) if name == "own" else geo.load()
    languages = LANGUAGES.get(name, "en,ru").split(",")
    asked = {"languages": languages, "pin": "4711", "public_address": "https://atlas.example/", "counts": True}
    asked["credits"] = dict.fromkeys(languages, CREDITS)
    if name == "own":
        asked |= {"logo": OWN_PICTURE, "pictures": [OWN_PICTURE]}
    kiosk = kiosks.find(atlas, OWN_PLACE if name == "own" else name, asked)
    own_events = kiosks.own_events(atlas, kiosk)
    voice = [Recording(event, languages[0], "audio/mpeg", b"no sound", "What the voice says.") for event in own_events]
    return kiosk_page(atlas, kiosk, recorded=voice, fonts=fonts.families()).html()


def dataset(folder: Path) -> Path:
    """Write the example of `geo new` with one place and two of its events."""
    shutil.rmtree(folder, ignore_errors=True)
    example.make(folder)
    (folder / "stories.toml").unlink()
    places = json.loads((folder / "places.geojson").read_text("utf-8"))
    places["features"] = [one for one in places["features"] if one["properties"]["id"] == OWN_PLACE]
    (folder / "places.geojson").write_text(json.dumps(places), "utf-8")
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [one for row in reader if (one := kept(path.stem, row))]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, reader.fieldnames or [], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def kept(table: str, row: dict[str, str]) -> dict[str, str] | None:
    """Return a row of the example as the smaller dataset has it; None for one that it does without."""
    row = {**row, **{key: "" for key in ("destination_id", "part_of", "story") if key in row}}
    if table == "media":
        return {**row, "place_id": OWN_PLACE}
    event = row["id"] if table == "events" else row.get("event_id")
    return row if event in (None, "", *OWN_EVENTS) and row.get("place_id") in (None, "", OWN_PLACE) else None


def pictures(tab: Page, path: Path, lang: str | None, only: list[str] | None) -> Iterator[Path]:
    """Take all screens of a kiosk that is open; yield where each is."""
    tab.wait_for_selector("#kiosk[data-state=attract]")
    tab.wait_for_selector(".at-k-name")
    tab.wait_for_function("document.fonts.status === 'loaded'")
    lang = lang or tab.evaluate("atlas.kiosk.settings.languages[0].lang")
    for screen, touches in {"attract": (), **SCREENS}.items():
        if only and screen not in only:
            continue
        if screen != "attract":
            tab.evaluate(HOME, lang)
        tab.evaluate(QUIET)
        if not all(touched(tab, one) for one in touches):
            continue
        tab.wait_for_timeout(60)
        shot = path.with_name(f"{path.name}-{screen}.png")
        tab.screenshot(path=shot)
        yield shot


def touched(tab: Page, what: str) -> bool:
    """Touch what a selector finds first, or say something to the page; return whether it was there."""
    found = bool(tab.evaluate(TAP, what)) if not what.startswith("=") else tab.evaluate(what[1:]) is not False
    tab.evaluate(QUIET)
    return found


def sheets(shots: Iterable[Path], path: Path, size: float) -> None:
    """Put eight pictures side by side, each with the name of its screen and as large as `size` says."""
    shots = list(shots)
    for start in range(0, len(shots), A_SHEET):
        some = [Image.open(shot).convert("RGB") for shot in shots[start : start + A_SHEET]]
        wide, high = (round(size * side) for side in some[0].size)
        across = 4 if high > wide else 2
        sheet = Image.new("RGB", (across * (wide + 8), -(-len(some) // across) * (high + 22)), "white")
        for i, picture in enumerate(some):
            left, top = (i % across) * (wide + 8), (i // across) * (high + 22)
            sheet.paste(picture.resize((wide, high), Image.Resampling.LANCZOS), (left, top + 18))
            ImageDraw.Draw(sheet).text((left + 2, top + 2), shots[start + i].stem, fill="black")
        sheet.save(path.with_name(f"{path.name}-{start // A_SHEET + 1}.png"))


if __name__ == "__main__":
    main()
