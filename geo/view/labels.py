"""What codes of the tables are called, marked for translation; the cards of the page have the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES: Final[Mapping[str, str]] = {
    "arrested": N_("arrested"),
    "cases-examined": N_("cases examined"),
    "convicted": N_("convicted"),
    "condemned": N_("sentenced to death"),
    "executed": N_("executed"),
    "killed": N_("killed"),
    "deported": N_("deported"),
    "imprisoned": N_("held on the date"),
    "imprisoned-peak": N_("held at one time, at most"),
    "imprisoned-total": N_("held in all"),
    "died": N_("died"),
    "wounded": N_("wounded"),
    "disappeared": N_("disappeared"),
    "displaced": N_("displaced"),
    "visitors": N_("visitors"),
}
"""What figures count."""
CONFIDENCE: Final[Mapping[str, str]] = {
    "A": N_("What happened, when and where stands in a source that the compilers read, whole or in part."),
    "B": N_(
        "Well established, but details, or all of it, rest on works that those who made the atlas have not opened, or"
        " on general knowledge."
    ),
    "C": N_("Disputed or weakly supported: read the note."),
}
"""What the grades of confidence mean."""
SUPPORTED: Final[Mapping[bool, str]] = {
    True: N_(
        "Well established, but details rest on works that those who made the atlas have not opened, or on general"
        " knowledge."
    ),
    False: N_("A well-known account that those who made the atlas have not compared with its source."),
}
"""What B means of one event, by whether any of its sources was read, if only in part."""
GRADES: Final[Mapping[str, str]] = {
    "A": N_("from a source read"),
    "B": N_("well known, not fully checked"),
    "C": N_("disputed or weak"),
}
"""What they are called."""
BASES: Final[Mapping[str, str]] = {
    "archive": N_("archival count"),
    "estimate": N_("estimate"),
    "testimony": N_("testimony"),
}
"""On what a figure rests."""
READ: Final[Mapping[str, str]] = {
    "yes": N_("read by the compilers"),
    "part": N_("read in part"),
    "no": N_("not opened by the compilers"),
}
"""How far a source was read."""
CERTAINTY: Final[Mapping[str, str]] = {
    "less-certain": N_("The location is less certain."),
    "uncertain": N_("The location is uncertain."),
}
"""How certain a location is, where that is not certain."""
ROLES: Final[Mapping[str, str]] = {
    "ordered": N_("ordered"),
    "carried-out": N_("carried out"),
    "ordered-disputed": N_("ordered; accounts differ"),
    "carried-out-disputed": N_("carried out; accounts differ"),
    "suppressed": N_("suppressed it"),
    "sentenced": N_("sentenced"),
    "guarded": N_("guarded"),
    "founded": N_("founded"),
    "dissolved": N_("dissolved"),
    "subject": N_("whom or what this is about"),
    "present": N_("present"),
    "organized": N_("organized"),
    "victim": N_("victim"),
    "imprisoned": N_("imprisoned"),
    "survived": N_("survived"),
    "author": N_("wrote or made it"),
    "disclosed": N_("made it public"),
    "photographer": N_("photographer"),
    "researcher": N_("researched it later"),
    "organizer": N_("organizer"),
}
"""What organizations and persons have to do with an event."""
DEPTHS: Final[Mapping[str, str]] = {"examined": N_("examined"), "sampled": N_("sampled")}
"""How closely a stretch of years was looked at."""
