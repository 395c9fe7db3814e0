"""Files of pictures without what a camera or a program noted in them: position, owner, serial numbers, small copies.

Nothing is encoded anew: pixels, colours and which side is up stay as they are, and doing it twice changes nothing more.
Formats: JPEG (ITU-T T.81, annex B), PNG (W3C, third edition, 5.3), WebP (RFC 9649, 2.7).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from geo.dataset.media import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = (0, 1)
_KEPT_OF_JPEG: Final = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that say how the pixels are to be read, and how each begins."""
_NOTES_OF_JPEG: Final = {*range(0xE0, 0xF0), 0xFE}
_NOTES_OF_PNG: Final = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04


def unmarked(content: bytes) -> bytes:
    """Return the file of a sound picture without notes."""
    image = opened(content)
    turned = int(image.getexif().get(_ORIENTATION, 0))
    exif = b"" if turned in _UPRIGHT else struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    parts = {"JPEG": _jpeg, "MPO": _jpeg, "PNG": _png, "WEBP": _webp}[image.format or ""]
    return b"".join(parts(content, exif))


def _jpeg(content: bytes, exif: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG up to its end; a second picture that a camera put behind that is left out."""
    yield content[:2]
    at, noted = 2, not exif
    while at + 4 <= len(content):
        marker = content[at + 1]
        if content[at] != 0xFF or marker == 0xFF:  # filled up
            at += 1
            continue
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", content, at + 2)
        body = content[at + 4 : at + 2 + length]
        if not noted and marker != 0xE0:
            noted = True
            note = b"Exif\0\0" + exif
            yield struct.pack(">HH", 0xFFE1, len(note) + 2) + note
        if marker not in _NOTES_OF_JPEG or (marker in _KEPT_OF_JPEG and body.startswith(_KEPT_OF_JPEG[marker])):
            yield content[at : at + 2 + length]
        at += 2 + length
        if marker == 0xDA:
            end = _end_of_scan(content, at)
            yield content[at:end]
            at = end
    yield b"\xff\xd9"


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the next marker stands that is no part of the data of a scan."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 1
    return len(content)


def _png(content: bytes, exif: bytes) -> Iterator[bytes]:
    yield _PNG
    at, noted = len(_PNG), not exif
    while at + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if not noted and kind == b"IDAT":
            noted = True
            yield struct.pack(">I", len(exif)) + b"eXIf" + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif))
        if kind not in _NOTES_OF_PNG:
            yield content[at : at + 12 + length]
        if kind == b"IEND":
            return
        at += 12 + length


def _webp(content: bytes, exif: bytes) -> Iterator[bytes]:
    chunks = [*_chunks(content, exif)]
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, chunks))) + b"WEBP"
    yield from chunks


def _chunks(content: bytes, exif: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(content):
        kind, length = struct.unpack_from("<4sI", content, at)
        chunk = content[at : at + 8 + length + length % 2]
        if kind == b"VP8X":
            flags = chunk[8] & ~(_XMP_FLAG | (0 if exif else _EXIF_FLAG))
            yield chunk[:8] + bytes([flags]) + chunk[9:]
        elif kind == b"EXIF" and exif:
            yield b"EXIF" + struct.pack("<I", len(exif)) + exif
        elif kind not in (b"EXIF", b"XMP "):
            yield chunk
        at += 8 + length + length % 2
