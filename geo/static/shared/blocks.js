"use strict";
// The blocks of a payload, of which geo/map/blocks.py puts some into the page and leaves others beside it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const SHARED = ["columns", "search", "table"]; // the same in every language

  /** Read a JSON data block of the document. */
  function readBlock(id) {
    return JSON.parse(atlas.byId(id).textContent ?? "");
  }

  const BASE = 85;
  const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%,()*+-;.=/?@^_:[|]~"; // as geo/map/base85.py
  const VALUES = new Uint8Array(128);
  for (let i = 0; i < BASE; i += 1) VALUES[SIGNS.charCodeAt(i)] = i;

  /** The bytes of a text in base85: five signs are four bytes, a shorter end is filled up with the last sign. */
  function ofBase85(/** @type {string} */ text) {
    const size = text.length - Math.ceil(text.length / 5), whole = text + SIGNS[BASE - 1].repeat((5 - (text.length % 5)) % 5);
    const view = new DataView(new ArrayBuffer((4 * whole.length) / 5));
    for (let from = 0, at = 0; from < whole.length; at += 4) {
      let number = 0;
      for (const end = from + 5; from < end; from += 1) number = number * BASE + VALUES[whole.charCodeAt(from)];
      view.setUint32(at, number);
    }
    return new Uint8Array(view.buffer, 0, size);
  }

  /** What is in gzip, as a browser reads an answer. */
  const inflated = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));

  /** Read a JSON data block of the document that stands there in gzip and base85. */
  const readPacked = (id) => inflated(ofBase85(atlas.byId(id).textContent ?? "")).json();

  /** Read the head of a payload, which stands there as JSON or packed. */
  const readHead = async (id) => (atlas.byId(id).getAttribute("type") === "application/json" ? readBlock(id) : readPacked(id));

  /** Chunk `number` of the block `kind` that `node` carries; `ends` says where each ends. */
  function carried(node, ends, number) {
    node.normalize(); // some browsers part a long text
    const text = /** @type {Text | null} */ (node.firstChild);
    const begin = number ? ends[number - 1] : 0;
    return inflated(ofBase85(text ? text.substringData(begin, ends[number] - begin) : ""));
  }

  /** What `make` gives, made when it is first asked for. */
  function once(make) {
    /** @type {{value?: any}} */
    const made = {};
    return () => (made.value ??= make());
  }

  /** What shared/early.js has asked for, to be taken once: then nothing holds its bytes. */
  function asked(url) {
    const early = atlas.early?.get(url);
    atlas.early?.delete(url);
    return early;
  }

  /** A chunk from beside the page; the browser unpacks it. An answer that is none, such as of a server with newer data, is an error. */
  async function linked(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer;
  }

  /**
   * Reads chunks of the payload of which the document has the head in the block `id`: of bytes, or of JSON.
   * @type {Atlas.Namespace["blocks"]}
   */
  function blocks(id, { ends, prefix, shared, text_language: { lang } }) {
    const endsOfShared = once(() => (shared === id ? ends : readBlock(shared).ends)); // the first language of a page has them
    async function chunk(kind, number, as) {
      const all = SHARED.includes(kind);
      const own = all ? null : document.getElementById(`${id}-${kind}`);
      const node = own ?? document.getElementById(`${shared}-${kind}`); // sources are the same in all languages of a page
      if (node) return carried(node, (own ? ends : endsOfShared())[kind], number)[as]();
      const url = `${prefix}${all ? kind : `${lang}/${kind}`}-${number}`;
      return asked(url) ?? (await linked(url))[as]();
    }
    return {
      json: (kind, number = 0) => chunk(kind, number, "json"),
      bytes: async (kind, number = 0) => new Uint8Array(await chunk(kind, number, "arrayBuffer")),
    };
  }

  Object.assign(atlas, { readBlock, readPacked, readHead, ofBase85, blocks, once });
})(globalThis.atlas ??= {});
