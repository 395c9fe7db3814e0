"use strict";
// Asks for what a page is drawn of before its scripts have come: the answers are unpacked while these are on their way.
// geo/map/blocks.py names the addresses, each with the method of an answer that reads it.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const named = /** @type {[url: string, as: "json" | "arrayBuffer"][]} */ (JSON.parse(document.getElementById("early")?.textContent ?? "[]"));
  const read = async ([url, as]) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`); // such as of a server with newer data
    return answer[as]();
  };
  atlas.early = new Map(named.map((one) => [one[0], read(one)]));
  for (const asked of atlas.early.values()) asked.catch(() => {}); // who takes it hears of it
})(globalThis.atlas ??= {});
