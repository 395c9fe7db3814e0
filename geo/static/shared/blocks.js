"use strict";
// The blocks of a payload, of which geo/map/blocks.py puts some into the page and leaves others beside it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const SHARED = ["columns", "search", "table"]; // the same in every language

  /** Read a JSON data block of the document. */
  function readBlock(id) {
    return JSON.parse(atlas.byId(id).textContent ?? "");
  }

  /** @type {(text: string) => Uint8Array} */
  const ofBase64 = Uint8Array.fromBase64 ?? ((text) => {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
    return bytes;
  });

  /** What is in gzip, as a browser reads an answer. */
  const inflated = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));

  /** Chunk `number` of the block `kind` that `node` carries; `ends` says where each ends. */
  function carried(node, ends, number) {
    node.normalize(); // some browsers part a long text
    const text = /** @type {Text | null} */ (node.firstChild);
    const begin = number ? ends[number - 1] : 0;
    return inflated(ofBase64(text ? text.substringData(begin, (ends?.[number] ?? text.length) - begin) : ""));
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
    async function chunk(kind, number) {
      const all = SHARED.includes(kind);
      const node = document.getElementById(`${all ? shared : id}-${kind}`) ?? document.getElementById(`${shared}-${kind}`); // sources are the same in all languages of a page
      return node ? carried(node, ends[kind], number) : linked(`${prefix}${all ? kind : `${lang}/${kind}`}-${number}`);
    }
    return {
      json: async (kind, number = 0) => (await chunk(kind, number)).json(),
      bytes: async (kind, number = 0) => new Uint8Array(await (await chunk(kind, number)).arrayBuffer()),
    };
  }

  Object.assign(atlas, { readBlock, ofBase64, blocks });
})(globalThis.atlas ??= {});
