"use strict";
// What a kiosk asks over its view, in the language of now, and what the answers do.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { format } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** Who made the data, under which licence, on what they rest, and where to go with what is wrong. */
  function madeOf(/** @type {Atlas.Data} */ data, /** @type {Atlas.KioskSettings} */ { made }, /** @type {Atlas.KioskLanguage} */ { map }) {
    const { about: { contact }, textLanguage: { lang, base } } = data;
    const own = (/** @type {string[]} */ names) => atlas.dataText(names.join("; "), lang !== base);
    return [
      made.by.length ? [_("Made by:"), " ", own(made.by)] : _("The data do not say who made them."),
      atlas.licenceLine(data),
      [_("Each event names its sources."), made.from.length ? [" ", _("The dataset as a whole names:"), " ", own(made.from)] : null],
      map,
      contact ? format(_("Something is wrong here? Write to %(contact)s."), { contact }) : _("Something is wrong here? Tell those who show you this screen."),
    ].filter(Boolean);
  }

  /**
   * The states that have a question, by name. `tick(seconds)` shows what is left of the time to answer.
   * @type {Atlas.Namespace["kioskAsking"]}
   */
  function kioskAsking(kiosk) {
    const { parts: { cover }, machine, settings } = kiosk;
    const later = () => machine.send("later");
    let shows = /** @type {((seconds: number) => void) | null} */ (null);

    function warn() {
      shows = atlas.kioskDialog.warning(cover, { stay: () => machine.send("stay"), over: () => machine.send("over") });
      kiosk.idle.restart();
    }

    /** Say what a text tells of before it is shown. */
    async function sensitive() {
      const { data } = kiosk;
      const offered = /** @type {Atlas.Offered} */ (kiosk.offered);
      const words = await offered.words(data);
      if (machine.now() !== "sensitive" || data !== kiosk.data) return;
      const show = () => {
        kiosk.isAgreed = true;
        if (machine.send("show")) offered.show();
      };
      shows = atlas.kioskDialog.sensitive(cover, words, { show, later, skip: () => later() && offered.skip?.() });
      kiosk.idle.restart();
    }

    /** Who made the atlas and who shows it. */
    function about() {
      const { data, language } = kiosk;
      const version = settings.versions.data.split(" ")[0];
      atlas.kioskDialog.about(cover, { title: atlas.titleOfAtlas(kiosk), credits: language.credits, logo: settings.logo, made: madeOf(data, settings, language), version }, later);
    }

    const staff = () => atlas.kioskStaff?.(cover, kiosk, () => machine.send("leave"));
    return { warn, sensitive, about, staff, tick: (seconds) => shows?.(seconds) };
  }

  atlas.kioskAsking = kioskAsking;
})(globalThis.atlas ??= {});
