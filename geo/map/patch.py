"""What differs between two JSON values of one form: a page carries each further language as this."""

from __future__ import annotations

from typing import Any

WHOLE = "="
"""Key of a value that replaces the old one; `patched` in static/kiosk/language.js reads it."""


def difference(old: Any, new: Any) -> dict[str, Any]:
    """Return a patch that makes `new` of `old`; empty when they are equal.

    ``{"=": value}`` replaces, any other object names the members (of an object) or the positions
    (of a list) that change and how.
    """
    if old == new and type(old) is type(new):
        return {}
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() <= new.keys():
        parts = {key: difference(old[key], value) if key in old else {WHOLE: value} for key, value in new.items()}
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        parts = {str(i): difference(*pair) for i, pair in enumerate(zip(old, new, strict=True))}
    else:
        return {WHOLE: new}
    return {key: part for key, part in parts.items() if part}
