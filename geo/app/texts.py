"""Our own words on the explore page. They may hold Markdown; dataset text never comes here."""

from geo.i18n import N_

NO_DATA = N_(
    "The atlas has no data to show: its dataset cannot be read. Whoever runs this server finds "
    "in its log which file and which record to mend; the page then comes back by itself."
)

BUSY = N_("The server is busy: many want such a page or file at once. It is asked for again in a moment, by itself.")
LOST = N_("The server of the atlas does not answer. What is on the page stays; new choices wait until it is back.")
NO_PAGE = N_("There is no such page in the atlas.")
HOME = N_("To the map")
NO_SCRIPTS = N_("The map needs JavaScript. The events can also be read as a file:")
SORRY = N_(
    "Something in the atlas went wrong on our side. Reload the page; if that does not help, "
    "take the filters out of the address."
)

CHECK = N_("""
The zip file is checked as `geo validate` does, and shown as a map when it has no errors. It stays in
the memory of this visit: it is not stored, and nobody else sees it.
""")

IMPORT = N_("""
A table (CSV, XLSX, ODS, GeoJSON, KML, GeoPackage and others) becomes a dataset as `geo import` makes it:
here is shown which column was taken for what, and the dataset can be downloaded. A mapping, which such a
download holds as `import-mapping.toml`, says it otherwise.
""")

ABOUT = N_("""
Every event names its sources. Numbers are given as ranges with what exactly was counted, and
figures that overlap are never added. Dates and places that are not known exactly are drawn and
described as such. A photograph or a political event is marked as context.

An empty stretch of years means that this collection holds nothing there, not that nothing happened.
""")

TOTALS = N_("""
Only figures of the same measure are added, and only of events that lie wholly within the chosen
years; those of longer or doubtful spans are listed apart. What is known to overlap, as a part does
with its whole, is left out; what is not known to overlap may still do so. A figure counts everyone in
its event, also where one organization, group or person was chosen. Of several counts of an event the
first that gives a best number is added; the others stand on its card.
""")
