"""QR codes (ISO/IEC 18004) as bits, which the page draws itself: nothing is asked of the network."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import numpy as np
import segno

from geo.map import base85

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Modules = NDArray[np.uint8]

CORRECTION = "m"
"""Error correction: 15 % of the code may be dirty or reflect a lamp."""
MASKS = range(8)
FINDER = np.array([1, 0, 1, 1, 1, 0, 1])


@lru_cache(maxsize=4096)
def code(url: str) -> str:
    """Return ``modules:bits``: how many modules a side has, and all of them row by row as `base85`.

    A code takes milliseconds and a kiosk has hundreds, the same ones in each of its pages. segno compares
    the eight masks module by module, which takes most of its time; here they are compared as arrays.
    """
    made = segno.make(url, error=CORRECTION, micro=False, mask=0)
    changes, compared = _masks(made.version, made.error)
    masked = _modules(made) ^ changes
    best = masked[_penalties(masked * compared).argmin()]
    return f"{len(best)}:{base85.encode(np.packbits(best).tobytes())}"


@lru_cache(maxsize=64)
def _masks(version: int, error: str) -> tuple[Modules, Modules]:
    """Return what each mask changes in a code of the first (8, n, n), and what is compared (n, n)."""
    made = [segno.make("0", version=version, error=error, boost_error=False, mask=mask) for mask in MASKS]
    modules = np.array([_modules(one) for one in made])
    compared = np.ones_like(modules[0])
    corner = [0, 1, 2, 3, 4, 5, 7, 8]
    compared[8, corner] = compared[corner, 8] = compared[8, -8:] = compared[-8:, 8] = 0  # the mask is written later
    if version >= 7:
        compared[:6, -11:-8] = compared[-11:-8, :6] = 0  # and so is the version
    return modules ^ modules[0], compared


def _modules(made: segno.QRCode) -> Modules:
    return np.array([list(row) for row in made.matrix], dtype=np.uint8)


def _penalties(codes: Modules) -> NDArray[np.int64]:
    """Return the penalty of each code (m, n, n): ISO/IEC 18004:2015, 7.8.3.1."""
    size = codes.shape[-1]
    lines = np.concatenate([codes, codes.swapaxes(1, 2)], axis=1)  # rows, then columns
    same = lines[..., 1:] == lines[..., :-1]
    five = same[..., 3:] & same[..., 2:-1] & same[..., 1:-2] & same[..., :-3]
    begun = five & ~np.pad(five, ((0, 0), (0, 0), (1, 0)))[..., :-1]
    runs = five.sum((1, 2)) + 2 * begun.sum((1, 2))
    rows = same[:, :size]
    blocks = 3 * (rows[:, 1:] & rows[:, :-1] & (codes[:, 1:, 1:] == codes[:, :-1, 1:])).sum((1, 2))
    share = codes.sum((1, 2)) / size**2
    penalties: NDArray[np.int64] = runs + blocks + 40 * _finders(lines) + 10 * (abs(share * 100 - 50) / 5).astype(int)
    return penalties


def _finders(lines: Modules) -> NDArray[np.int64]:
    """Count per code what looks like the pattern by which readers find one: 1:1:3:1:1 with light on a side."""
    size = lines.shape[-1]
    like = np.logical_and.reduce([lines[..., i : size - 6 + i] == bit for i, bit in enumerate(FINDER)])
    dark = np.pad(lines, ((0, 0), (0, 0), (4, 4)))  # beyond the edge all is light
    before = np.logical_or.reduce([dark[..., i : i + size - 6] for i in range(4)])
    after = np.logical_or.reduce([dark[..., i + 11 : i + 11 + size - 6] for i in range(4)])
    found = like & ~(before & after)
    twice = (found[..., :-4] & found[..., 4:]).sum((1, 2)) + (found[..., :-6] & found[..., 6:]).sum((1, 2))
    count: NDArray[np.int64] = found.sum((1, 2)) - twice  # of two that overlap one counts
    return count


def codes(address: str, stops: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return ``place|language|year`` -> `code` of the public address of each stop.

    The parameters are those of the app (`geo.view.query`): ``place``, ``lang`` and the year as both ends
    of the range.
    """
    return {"|".join(stop): code(f"{address}?{urlencode(_params(*stop))}") for stop in stops} if address else {}


def story_codes(address: str, readings: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return ``story|step|language`` -> `code` of the public address of each step of a story."""
    names = ("story", "step", "lang")
    return {
        "|".join(one): code(f"{address}?{urlencode(dict(zip(names, one, strict=True)))}") for one in readings if address
    }


def _params(place: str, lang: str, year: str) -> dict[str, str]:
    params = {"place": place, "lang": lang, "from": year, "to": year}
    return {name: value for name, value in params.items() if value}
