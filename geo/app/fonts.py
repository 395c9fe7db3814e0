"""The typefaces of served pages: those that Streamlit brings. A saved page uses its machine's."""

from __future__ import annotations

from pathlib import Path

import streamlit

MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
FAMILIES = (("Source Sans", "SourceSansVF-Upright"), ("Source Serif", "SourceSerifVariable-Roman"))


def files() -> dict[str, Path]:
    """Return name -> file of every typeface found; another Streamlit may have none."""
    found = ((f"{stem}.woff2", sorted(MEDIA.glob(f"{stem}.*.woff2"))) for _, stem in FAMILIES)
    return {name: paths[0] for name, paths in found if paths}


def families() -> dict[str, Path]:
    """Return family -> file, under the names that ``tokens.css`` asks for first."""
    found = files()
    named = zip(("Source Sans 3", "Source Serif 4"), FAMILIES, strict=True)
    return {name: found[f"{stem}.woff2"] for name, (_, stem) in named if f"{stem}.woff2" in found}


def stylesheet() -> str:
    """Return the style sheet that names the files, relative to where it is served."""
    found = ((family, f"{stem}.woff2") for family, stem in FAMILIES if f"{stem}.woff2" in files())
    return "".join(
        f"@font-face {{ font-family: '{family}'; src: url('{name}') format('woff2'); "
        "font-weight: 200 900; font-display: swap; }\n"
        for family, name in found
    )
