"""Our own words on the explore page. They may hold Markdown; dataset text never comes here."""

NO_DATA = (
    "The atlas has no data to show: its dataset cannot be read. Whoever runs this server finds "
    "in its log which file and which record to mend; the page then comes back by itself."
)

ABOUT = """
This atlas shows places and events of political repression in the Soviet Union and what led to it.

Every event names its sources. Numbers are given as ranges with what exactly was counted, and
figures that overlap are never added. Dates and places that are not known exactly are drawn and
described as such. A photograph or a political event is marked as context.

An empty stretch of years means that this collection holds nothing there, not that nothing happened.
"""

TOTALS = """
Only figures of the same measure are added, and none that is part of another chosen event. What is
known to overlap is left out; what is not known to overlap may still do so.
"""
