"""The pictures of the published dataset are those that its tables draw, and say what they show in every language."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.dataset import media
from geo.map import pictures
from geo.view import stories
from tests.support.published import ATLAS, DATA

SPEC = importlib.util.spec_from_file_location("draw", Path(DATA) / "media" / "draw.py")
draw = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(draw)
TEXTS = {(row["id"], row["field"], row["lang"]): row["text"] for row in ATLAS.rows("texts") if row["table"] == "media"}


@pytest.mark.parametrize("name", draw.PICTURES)
def test_a_picture_is_what_the_tables_say_now(name):
    """Whoever corrects a number or a place draws anew: ``python data/media/draw.py``."""
    drawn, kept = (np.asarray(one, dtype=int) for one in (draw.PICTURES[name](ATLAS), Image.open(draw.HERE / name)))
    assert drawn.shape == kept.shape
    assert (np.abs(drawn - kept).max(axis=2) > 60).mean() < 0.0005  # another version of the library rounds elsewhere


def test_every_picture_is_drawn_and_told_in_every_language():
    assert media.names(ATLAS) == {f"media/{name}" for name in draw.PICTURES}
    for row in ATLAS.rows("media"):
        assert all(TEXTS[row["id"], field, lang] for field in ("alt", "caption") for lang in ("ru", "et", "pl"))


def test_the_chart_is_told_with_its_numbers_to_those_who_do_not_see_it():
    row = next(one for one in ATLAS.rows("media") if one["id"] == "dmitlag-prisoners")
    numbers = [one["best"] for one in ATLAS.rows("series") if one["id"] == "dmitlag"]
    texts = [row["alt"], *(TEXTS[row["id"], "alt", lang] for lang in ("ru", "et", "pl"))]
    assert all(number in text.replace(",", "").replace("\u00a0", "") for number in numbers for text in texts)


def test_the_maps_number_the_events_of_their_stories():
    told = {one.id: {event for step in one.steps for event in step.events} for one in stories.of(ATLAS).stories}
    assert {*draw.DEPORTED} == told["deported-peoples"] - {"khaibakh-1944"}
    assert {*draw.BALTIC} < told["baltic-deportations"]


def test_all_of_them_are_a_tenth_of_a_page():
    assert pictures.plan(ATLAS).bytes < 100_000
