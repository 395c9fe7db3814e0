"use strict";
// The kiosk's state and how it is drawn; kiosk.js says what changes it.
(function (atlas) {
  const { format, ngettext } = atlas;
  const _ = (text) => atlas.gettext(text);

  class KioskView {
    /** Events told of some places, in order of time; the same in every language. */
    story(places, further) {
      return atlas.storyOf(this.layer.data(), places, further);
    }

    /** The places told of now: the kiosk's own, or one other. */
    here() {
      return this.state.place === null ? this.home : [this.state.place];
    }

    /** Change parts of the state and draw what that changes; a step in time leaves the card as it is. */
    change(change) {
      const before = this.state;
      this.state = { ...before, ...change };
      const same = (...keys) => keys.every((key) => this.state[key] === before[key]);
      if (!same("year")) this.filter();
      if (same("place", "event", "tab", "more", "all") && this.state.tab !== "near") return this.drawYear();
      const keep = same("place", "tab") ? (same("event") ? ["at-k-list", "at-k-text", "at-k-only"] : ["at-k-list"]) : [];
      return this.keepingScroll(keep, () => this.draw());
    }

    /** Draw, and push the named parts of the card as far as they were. */
    keepingScroll(names, draw) {
      const part = (name) => this.parts.card.querySelector(`.${name} > .at-k-scroll`);
      const kept = names.map((name) => [name, part(name)?.scrollTop ?? 0]);
      draw();
      for (const [name, top] of kept) part(name)?.scrollTo({ top, behavior: "instant" });
    }

    drawYear() {
      for (const row of this.parts.card.querySelectorAll(".at-k-row[data-event]")) row.classList.toggle("at-k-pale", !this.result.marks[Number(row.dataset.event)]);
      const story = this.story(this.here(), this.state.place === null ? this.further : []);
      this.drawHead();
      this.drawTime(this.data, story);
    }

    drawHead() {
      const { data, state, parts } = this;
      const title = state.place === null ? this.spoken.title : atlas.placeName(data, state.place);
      atlas.locationView.head(parts.head, { title, atlasTitle: data.title, code: this.code(this.here()) });
    }

    filter() {
      const { year } = this.state;
      this.result = this.map.filter({ ...atlas.EVERYTHING, from: year, to: year }, year ?? this.homeYear);
    }

    draw() {
      const { data, state, parts } = this;
      const here = this.here();
      const story = this.story(here, state.place === null ? this.further : []);
      const view = { ...state, data, here, story, result: this.result, intro: state.place === null ? this.spoken.intro : "" };
      this.drawHead();
      atlas.locationView.keepingFocus(parts.tabs, () => atlas.locationView.tabs(parts.tabs, { chosen: state.tab, choose: (tab) => this.change({ tab, event: null, all: false }) }));
      atlas.locationView.card(parts.card, view, {
        event: (i) => this.open(i), detail: () => this.change({ more: !state.more }), place: (place) => this.visit(place), more: () => this.change({ all: true }),
      });
      this.bar.away(state.place !== null);
      this.drawTime(data, story);
    }

    drawTime(data, story) {
      const spans = story.map((i) => [data.events.earliest_start[i], data.events.latest_end[i]]).filter(([from]) => from !== atlas.UNDATED);
      this.time.update({ counts: this.counts, spans });
      this.time.show(this.state.year, this.said(story));
    }

    /** What the chosen year holds here and elsewhere; nothing recorded is not nothing happened. */
    said(story) {
      if (this.state.year === null) return "";
      const here = story.filter((i) => this.result.marks[i]).length;
      const elsewhere = this.result.shown - here;
      const own = here ? format(ngettext("%(n)s event here", "%(n)s events here", here), { n: here }) : _("nothing recorded here");
      return `${own} · ${format(ngettext("%(n)s elsewhere", "%(n)s elsewhere", elsewhere), { n: elsewhere })}`;
    }

    code(here) {
      const { lang } = this.spoken;
      const { codes } = this.settings;
      const { event, year, place } = this.state;
      const at = event !== null ? this.data.events.place[event] : -1;
      const id = this.data.places.id[at >= 0 ? at : here[0]];
      return codes[`${id}|${lang}|${year ?? ""}`] ?? codes[`${id}|${lang}|`] ?? (place === null ? codes[`${this.settings.places[0]}|${lang}|`] : undefined);
    }
  }

  atlas.KioskView = KioskView;
})(globalThis.atlas ??= {});
