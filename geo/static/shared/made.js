"use strict";
// Who made a dataset, and who may use it how.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const { format } = atlas;
  const _ = (text) => atlas.gettext(text);

  /** Under which licence a dataset may be used; "" where it says nothing. */
  const licenceLine = (/** @type {Atlas.Data} */ { about: { licences } }) => (licences.length ? format(_("Licence: %(licence)s"), { licence: licences.join(", ") }) : "");

  Object.assign(atlas, { licenceLine });
})(globalThis.atlas ??= {});
