"""Pictures as pages have them: made small, upright, in sRGB, and without anything that a camera noted in them."""

from __future__ import annotations

import hashlib
import io
from typing import Final

import numpy as np
from PIL import Image, ImageCms, ImageOps

from geo.dataset.media import opened

SIZES: Final = (480, 960, 1600)
"""Pixels on the longer side: a row of pictures in a card, a telephone, a screen with room to look closer."""
TYPE: Final = "image/webp"
QUALITY: Final = 80
"""Of WebP; print and faces stay sharp, and a picture of 1600 pixels has 100 to 300 kB."""
PAPER: Final = (255, 255, 255)
"""What stands behind a picture that is transparent."""
_EXIF_TURN: Final = 0x0112
_ON_ITS_SIDE: Final = (5, 6, 7, 8)


def name_of(content: bytes) -> str:
    """Return 16 hexadecimal digits by which a page knows a file; they change with its content."""
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def measured(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels of a sound picture, as it stands upright."""
    image = opened(content)
    width, height = image.size
    return (height, width) if image.getexif().get(_EXIF_TURN) in _ON_ITS_SIDE else (width, height)


def sizes_of(content: bytes) -> tuple[int, ...]:
    """Return those of `SIZES` that a picture has: none that only a larger file would fill."""
    longest = max(measured(content))
    return tuple(size for at, size in enumerate(SIZES) if at == 0 or SIZES[at - 1] < longest)


def encoded(content: bytes, size: int) -> bytes:
    """Return a sound picture as WebP of at most `size` pixels on its longer side: its pixels, and nothing else."""
    image = opened(content)
    image.draft("RGB", (size * 2, size * 2))  # JPEG alone: much faster, and twice as large is enough to be made smaller
    upright = ImageOps.exif_transpose(image)
    plain = _in_srgb(upright)
    plain.thumbnail((size, size), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    Image.frombytes("RGB", plain.size, plain.tobytes()).save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return a picture in RGB on white; one that names other colours is converted."""
    if image.mode.startswith("I;16"):  # scans of 16 bits: the upper ones are what a screen shows
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        image = _converted(image, profile)
    if image.has_transparency_data:
        over = image.convert("RGBA")
        under = Image.new("RGBA", over.size, (*PAPER, 255))
        return Image.alpha_composite(under, over).convert("RGB")
    return image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # a damaged profile: its colours are taken as they stand
        return image
    return found or image
