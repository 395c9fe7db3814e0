"use strict";
// Messages in the page's language. English message ids are their own translation.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const ENGLISH = { lang: "en", plural: ["one", "other"], messages: {} };
  const catalogs = new Map([["en", ENGLISH]]);
  let current = ENGLISH;
  let textLanguage = { lang: "en", base: "en", mark: "" };
  // What the browser knows of a language; to ask it for that takes milliseconds, so it is asked when something is to be said.
  let rules = /** @type {Intl.PluralRules | null} */ (null);
  let numbers = /** @type {Intl.NumberFormat | null} */ (null);

  /** Speak the language of a catalogue as geo/i18n.py makes it: {lang, plural, messages}. */
  function setCatalog(catalog) {
    current = catalog ?? ENGLISH;
    rules = numbers = null;
  }

  /** Keep a catalogue for setLanguage. */
  const addCatalog = (catalog) => catalogs.set(catalog.lang, catalog);

  /** Speak a language whose catalogue was added; one that was not is English. */
  const setLanguage = (lang) => current.lang === lang || setCatalog(catalogs.get(lang));

  const language = () => current.lang;

  function gettext(msgid) {
    const text = Object.hasOwn(current.messages, msgid) ? current.messages[msgid] : msgid;
    return Array.isArray(text) ? text[0] : text;
  }

  /** Mark a constant for translation; it is looked up where it is shown. */
  const N_ = (msgid) => msgid;

  function ngettext(one, many, n) {
    const forms = Object.hasOwn(current.messages, one) ? current.messages[one] : null;
    if (!Array.isArray(forms)) return n === 1 ? one : many;
    return forms.at(current.plural.indexOf((rules ??= new Intl.PluralRules(current.lang)).select(n)));
  }

  const GROUPED = /** @type {Record<string, [string, number]>} */ ({ en: [",", 4], ru: ["\u00a0", 5], et: ["\u00a0", 5], pl: ["\u00a0", 5] }); // what parts thousands, in numbers of how many digits (CLDR; in Russian as the texts have it)
  const YEARS = ["year", "from", "to"]; // values of messages that are years

  /** Put values into `%(name)s` places of a message; numbers are written as the language does, YEARS in its words. */
  function format(message, values) {
    const written = (name, value) => (typeof value !== "number" ? String(value) : YEARS.includes(name) ? yearName(value) : number(value));
    return message.replace(/%\((\w+)\)s/g, (whole, name) => (Object.hasOwn(values, name) ? written(name, values[name]) : whole));
  }

  /** An astronomical year (0 is 1 BC) in words, as geo/dates/display.py writes it: "490 BC", "AD 14", "1937". */
  function yearName(year) {
    if (year < 1) return format(gettext("%(year)s BC"), { year: String(1 - year) });
    return year < 1000 ? format(gettext("AD %(year)s"), { year: String(year) }) : String(year);
  }

  /** A span of astronomical years in words: "1937–1938", "490 BC – AD 14". */
  function yearSpan(from, to) {
    if (from === to) return yearName(from);
    return Math.min(from, to) < 1000 ? `${yearName(from)} – ${yearName(to)}` : format(gettext("%(from)s–%(to)s"), { from, to });
  }

  /** A count or a measure, grouped as the language does; never for years. */
  function number(value) {
    const [apart, digits] = GROUPED[current.lang] ?? [];
    if (digits && Number.isInteger(value) && value >= 0) return grouped(String(value), apart, digits);
    return (numbers ??= new Intl.NumberFormat(current.lang, { maximumFractionDigits: 1 })).format(value);
  }

  /** Whole numbers stand on every first screen: the formatter of a browser takes ten milliseconds to make. */
  const grouped = (text, apart, digits) => (text.length < digits ? text : text.replace(/\B(?=(\d{3})+$)/g, apart));

  /** Tell of the texts of the dataset: {lang} they were asked for in, its own {base}, and the {mark} of those. */
  const setTextLanguage = (next) => (textLanguage = next);

  /** Whether a text of a record has no translation; geo/dataset/translate.py names those. */
  const isUntranslated = (record, field) => Boolean(record.untranslated?.includes(field));

  /**
   * A text of the dataset. One that has no translation is in the dataset's own language: it says so to
   * the browser and, by a small mark, to the reader. So, without a mark, does one in another language than ours.
   */
  function dataText(text, untranslated) {
    const lang = untranslated ? textLanguage.base : textLanguage.lang;
    if (!text || (!untranslated && lang === current.lang)) return text;
    const mark = untranslated ? atlas.el("span", { class: "at-untranslated", lang: current.lang, text: ` ${textLanguage.mark}` }) : null;
    return atlas.el("span", { lang }, text, mark);
  }

  Object.assign(atlas, { setCatalog, addCatalog, setLanguage, language, gettext, N_, ngettext, format, yearName, yearSpan, number, setTextLanguage, isUntranslated, dataText });
})(globalThis.atlas ??= {});
