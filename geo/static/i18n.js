"use strict";
// Messages in the page's language. English message ids are their own translation.
(function (atlas) {
  let catalog = {};
  let plural = (n) => (n === 1 ? 0 : 1);

  /** Use `messages` (msgid -> text, or msgid -> list of plural forms) and the plural rule of `lang`. */
  function setCatalog(messages, pluralRule) {
    catalog = messages ?? {};
    plural = pluralRule ?? ((n) => (n === 1 ? 0 : 1));
  }

  function gettext(msgid) {
    return Object.hasOwn(catalog, msgid) ? catalog[msgid] : msgid;
  }

  function ngettext(one, many, n) {
    const forms = Object.hasOwn(catalog, one) ? catalog[one] : null;
    return Array.isArray(forms) ? forms[plural(n)] : n === 1 ? one : many;
  }

  /** Put values into `%(name)s` places of a message. */
  function format(message, values) {
    return message.replace(/%\((\w+)\)s/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
  }

  Object.assign(atlas, { setCatalog, gettext, ngettext, format });
})(globalThis.atlas ??= {});
