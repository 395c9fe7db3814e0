"use strict";
// What the staff are told of a kiosk: which file runs here, how old it is, on which screen, since when.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);
  const DAY = 86_400_000; // ms
  const HOUR = 3_600_000;

  /** The day a page was made, and how long ago that was if the clock is right. */
  function made(day) {
    const days = Math.floor((Date.now() - Date.parse(day)) / DAY);
    if (!day) return _("unknown");
    return days < 0 ? format(_("%(day)s, which lies ahead: is the clock right?"), { day }) : format(ngettext("%(day)s, %(n)s day ago", "%(day)s, %(n)s days ago", days), { day, n: days });
  }

  /** Name and text of what is told, in the language that is spoken. */
  function kioskStatus(/** @type {any} */ { settings, sizes, visits, timers }) {
    const { versions, name, languages, digest } = settings;
    const size = { mm: Number(sizes.mm.toFixed(2)), font: sizes.font, width: innerWidth, height: innerHeight };
    const small = sizes.font < sizes.wanted ? ` ${format(_("(%(n)s wanted: the screen is too small for this distance)"), { n: sizes.wanted })}` : "";
    return [
      [_("Kiosk"), `${name}: ${languages.map(({ lang }) => lang).join(", ")}`],
      [_("Data version"), versions.data],
      [_("Page version"), versions.page],
      [_("Made on"), made(versions.made)],
      [_("Digest of the file (SHA-256)"), digest ?? _("told when the start script shows the page")],
      [_("Screen"), format(_("%(width)s × %(height)s CSS pixels, %(mm)s a millimetre, letters of %(font)s"), size) + small],
      // performance.now() goes on when somebody sets the clock
      [_("Running"), format(_("%(hours)s hours; visits: %(visits)s; timers: %(timers)s"), { hours: Number((performance.now() / HOUR).toFixed(1)), visits, timers: timers.names().length })],
    ];
  }

  atlas.kioskStatus = kioskStatus;
})(globalThis.atlas ??= {});
