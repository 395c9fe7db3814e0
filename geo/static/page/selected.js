"use strict";
// Which events are meant by what is open in a page, for a page around it that asks by events, such as a notebook.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * The events of an open card: one, or those that stand at its place in the present view.
   * @type {Atlas.Namespace["eventsOf"]}
   */
  function eventsOf(page, { place, card }) {
    const { data } = page;
    if (card) return [card];
    const at = data.placeIndex.get(place);
    if (at === undefined) return [];
    return page.shownIds().filter((id) => atlas.placeNow(data, page.result(), Number(data.eventIndex.get(id))) === at);
  }

  /**
   * Mark where some events stand now.
   * @type {Atlas.Namespace["markPlaces"]}
   */
  function markPlaces(page, ids) {
    const { data } = page;
    const known = ids.map((id) => data.eventIndex.get(id)).filter((i) => i !== undefined);
    page.layer.highlight([...new Set(known.map((i) => atlas.placeNow(data, page.result(), i)))].filter((place) => place >= 0));
  }

  Object.assign(atlas, { eventsOf, markPlaces });
})(globalThis.atlas ??= {});
