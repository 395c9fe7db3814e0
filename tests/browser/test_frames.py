"""While the years move a frame holds symbols and counts; list, widgets, names and card follow and end up right."""

from __future__ import annotations

import pytest

from tests.support.pages import SETTLED, listed, row_of

READS = """async () => { const { layer } = atlas.current, reads = [], patched = [];
  const spy = (proto, name) => { const own = Object.getOwnPropertyDescriptor(proto, name), kind = own.get ? 'get' : 'value';
    patched.push(() => Object.defineProperty(proto, name, own));
    Object.defineProperty(proto, name, { ...own, [kind](...given) { reads.push(name); return own[kind].apply(this, given) } }) };
  for (const name of ['getBoundingClientRect', 'getClientRects', 'scrollTop', 'clientWidth', 'clientHeight', 'scrollHeight']) spy(Element.prototype, name);
  for (const name of ['offsetWidth', 'offsetHeight', 'offsetTop', 'offsetParent', 'innerText']) spy(HTMLElement.prototype, name);
  for (let year = 1930; year < 1950; year += 1) { atlas.current.set({ from: year, to: year + 9 }, { live: true }); layer._paint() }
  patched.forEach(undo => undo());
  return reads }"""
FOLLOW = """async () => { const { layer } = atlas.current, frame = () => new Promise(requestAnimationFrame);
  const row = () => document.querySelector('.at-list [data-list]')?.dataset.list, drawn = () => layer._drawn.reduce((sum, { count }) => sum + count, 0);
  const seen = () => [document.querySelector('[data-part=count] span').textContent, drawn(), layer.result.shown];
  const before = row();
  atlas.current.set({ from: 1949, to: 1949 }, { live: true });
  await frame();
  const first = seen(), listThen = row();
  await atlas.current.settled();
  return [first, seen(), before === listThen, row() !== before] }"""

OUT_OF_TURN = """async () => { const lanes = new atlas.Lanes({ one: async () => {} });
  lanes.change(false);
  await new Promise(requestAnimationFrame); // its turn has come, and it runs with the next task
  lanes.flush('one');
  return Promise.race([lanes.settled().then(() => true), new Promise(done => setTimeout(setTimeout, 0, done, 0, false))]) }"""

TURNS = """async (live) => { const ran = [];
  performance.now = () => 0; // however busy the machine is
  const lanes = new atlas.Lanes({ one: () => ran.push('one'), two: () => ran.push('two') });
  lanes.change(live);
  await new Promise(requestAnimationFrame);
  await new Promise(done => setTimeout(done));
  delete performance.now;
  return ran }"""

WIDE = """live => { const { layer, map } = atlas.current;
  atlas.current.set({ from: 1930, to: 1939 }, { live });
  return layer._bounds.getSize().x / map.getSize().x }"""
APART = """() => { const { id, n } = atlas.current.data.events, some = [0, 1, n >> 1, n - 1], alone = some.map(i => id.at(i)), all = id.all();
  return [alone, some.map(i => all[i])] }"""

RING = """(parts) => { const looks = ['#aa0000', '#0000aa', '#00aa00'].map(colour => ({ id: colour, mark: 'circle', colour }));
  const symbol = { x: 40, y: 40, r: 20, count: 8, certain: 8, gathered: true, parts };
  const sprites = new atlas.Sprites();
  sprites.prepare(1, [symbol], looks);
  const [picture, arcs] = [sprites.draw.bind(sprites), atlas.drawSymbol].map(draw => {
    const context = new OffscreenCanvas(80, 80).getContext('2d');
    draw(context, symbol, looks);
    return context.getImageData(0, 0, 80, 80).data });
  return [sprites.rings.spotOf(symbol)?.top, Math.sqrt(picture.reduce((sum, v, i) => sum + (v - arcs[i]) ** 2, 0) / picture.length)] }"""
"""A picture of a ring, and how far its pixels are on average from those of its arcs."""
AGAIN = """([before, after]) => { const looks = [{ id: 'a', mark: 'circle', colour: '#aa0000' }, { id: 'b', mark: 'circle', colour: '#0000aa' }];
  const symbol = (count, first) => ({ x: 40, y: 40, r: 20, count, certain: count, gathered: true, parts: [[first, count - 1], [1 - first, 1]] });
  const shown = (sprites, one) => { const context = new OffscreenCanvas(80, 80).getContext('2d');
    sprites.prepare(1, [one], looks);
    sprites.draw(context, one, looks);
    return context.getImageData(0, 0, 80, 80).data.join(' ') };
  const used = new atlas.Sprites();
  shown(used, symbol(before, 0));
  return shown(used, symbol(after, 1)) === shown(new atlas.Sprites(), symbol(after, 1)) }"""
"""Whether a picture on a sheet that bore another one before is as one on a sheet of its own."""
AMONG = """([from, to]) => { const slots = 100, places = Array.from({ length: 300 }, (_, at) => at), presence = new atlas.Presence(300, slots);
  for (const at of places) if (at % 3) presence.add(at, (at * 37) % slots, Math.min(slots - 1, ((at * 37) % slots) + (at % 40)));
  presence.add(0, 9, 2); // of which nothing is known
  const asked = [], found = presence.among(places, from, to, (at) => asked.push(at) && false);
  return [found.join() === places.filter((at) => presence.isKnown(at) && presence.touches(at, from, to)).join(), asked, found.length > 0] }"""


@pytest.fixture
def shown(desk, saved):
    """The saved page, all of it."""
    tab = desk.stand(saved)
    tab.evaluate(SETTLED)
    return tab


def test_no_step_reads_the_layout_of_the_page(shown):
    for chosen in ("null", "'tartu-prison'"):
        shown.evaluate(f"async () => {{ await atlas.current.choosePlace({chosen}); await {SETTLED} }}")
        assert shown.evaluate(READS) == []


@pytest.mark.parametrize("counts", [(888, 7), (7, 888), (99, 98), (8, 88_888_888)])
def test_a_picture_keeps_nothing_of_the_one_before_it(shown, counts):
    assert shown.evaluate(AGAIN, list(counts))


@pytest.mark.parametrize("years", [(0, 0), (3, 30), (31, 32), (20, 99), (99, 99)])
def test_what_is_asked_of_many_places_is_what_each_says(shown, years):
    assert shown.evaluate(AMONG, list(years)) == [True, [0], True]


def test_a_list_that_began_in_a_low_frame_fills_a_high_one(desk, saved):
    tab = desk.context.new_page()
    tab.set_viewport_size({"width": 1440, "height": 120})
    tab.goto(saved)
    tab.wait_for_function("globalThis.atlas?.current?.data && document.querySelectorAll('.at-list li').length")
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.wait_for_function("document.querySelectorAll('.at-list li').length > 8", timeout=9000)
    tab.close()


def test_symbols_and_counts_are_of_one_frame_and_the_list_follows(shown, atlas):
    first, last, waited, followed = shown.evaluate(FOLLOW)
    assert first == last
    assert first[0].startswith(f"{first[2]} of {len(atlas.events)}")
    assert (waited, followed) == (True, True)


def test_a_hand_on_the_years_has_drawn_what_is_seen_and_what_lies_around_when_it_rests(shown):
    assert shown.evaluate(WIDE, True) == 1
    assert shown.evaluate(WIDE, False) > 1.4


def test_a_map_without_a_size_draws_nothing_and_breaks_nothing(shown):
    for size in ([0, 10], [10, 0]):
        shown.evaluate(
            """([width, height]) => { const canvas = Object.assign(document.createElement('canvas'), { width, height });
          const still = new atlas.Still(canvas); still.begin(); still.show() }""",
            size,
        )


def test_an_id_that_is_read_by_itself_is_the_one_that_stands_among_all(shown, atlas):
    alone, among = shown.evaluate(APART)
    assert alone == among == [atlas.events["id"].iloc[i] for i in (0, 1, len(atlas.events) // 2, -1)]


def test_what_is_brought_up_to_date_out_of_turn_is_settled_too(shown):
    assert shown.evaluate(OUT_OF_TURN)


def test_of_a_list_only_what_is_in_sight_stands_in_the_document_and_the_keyboard_reaches_all(shown, atlas):
    whole, rows = [event for event, _ in listed(shown)], shown.locator(".at-list li")
    assert len(whole) == len(atlas.events) > 2 * rows.count()
    assert set(rows.evaluate_all("rows => rows.map(row => row.ariaSetSize)")) == {str(len(whole))}
    row_of(shown, whole[0]).focus()
    for key, event in (("End", whole[-1]), ("ArrowUp", whole[-2]), ("Home", whole[0]), ("ArrowDown", whole[1])):
        shown.keyboard.press(key)
        shown.wait_for_selector(f'[data-list="{event}"]:focus')


def test_back_from_a_card_a_row_stands_where_it_was_left(shown, atlas):
    row = row_of(shown, "polish-operation")
    row.scroll_into_view_if_needed()
    shown.evaluate(SETTLED)
    before = row.bounding_box()
    row.click()
    shown.get_by_role("button", name="All events").click()
    assert row.bounding_box() == before


def test_while_a_change_goes_on_one_lane_follows_a_frame_then_all_that_there_is_time_for(shown):
    assert shown.evaluate(TURNS, True) == ["one"]
    assert shown.evaluate(TURNS, False) == ["one", "two"]


@pytest.mark.parametrize("parts", [[[0, 7], [1, 1]], [[1, 3], [2, 3], [0, 2]]])
def test_the_picture_of_a_ring_is_that_of_its_arcs(shown, parts):
    top, apart = shown.evaluate(RING, parts)
    assert top == 0
    assert apart < 6  # of 255
