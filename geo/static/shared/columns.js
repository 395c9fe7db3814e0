"use strict";
// Makes typed arrays of the block of numbers that geo/map/columns.py writes.
(function (/** @type {Atlas.Namespace} */ atlas) {
  const TYPES = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array, int16: Int16Array, int32: Int32Array, float32: Float32Array };
  const LINE_BREAK = 10;
  const FEW = 500; // texts that are read one by one before all are
  const BLOCK = 64; // texts, of which the first has nothing in common with the one before

  /** Columns by the first part of their name and by the rest, beside those that are `found`: {events: {place: Int32Array ...} ...}; each is made when it is first asked for. */
  function readColumns(bytes, described, found = /** @type {Record<string, Record<string, any>>} */ ({})) {
    const same = new Map(); // columns of one value, such as those of what no event has
    const waiting = /** @type {(() => void)[]} */ ([]);
    let at = 0;
    for (const [name, type, n, width, least, after, few] of described) {
      const [group, key] = divided(name), size = n * Math.abs(width) + few * 2 * Uint32Array.BYTES_PER_ELEMENT;
      let own = bytes.subarray(at, at + size);
      const before = () => (after ? found[group][divided(after)[1]] : null);
      const make = () => (type === "float32" ? decimals(own, n) : width ? whole(new TYPES[type](n), own, width, least, before()) : alike(new TYPES[type](n), own, least, before()));
      const one = `${type} ${n} ${least}`, isShared = !width && !after && !few;
      lazily(found[group] ??= {}, key, isShared ? () => same.get(one) ?? same.set(one, make()).get(one) : make);
      waiting.push(() => Object.getOwnPropertyDescriptor(found[group], key)?.get && (own = own.slice())); // what nobody asks for stays as it is
      at += size;
    }
    atlas.whenIdle(() => waiting.forEach((keep) => keep())); // and all bytes need not stay for one of them
    return found;
  }

  /** Let an object have a value that is made when it is first asked for. */
  function lazily(target, key, make) {
    const get = () => {
      const value = make();
      Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
      return value;
    };
    Object.defineProperty(target, key, { get, enumerable: true, configurable: true });
  }

  function divided(name) {
    const end = name.indexOf(".");
    return [name.slice(0, end), name.slice(end + 1)];
  }

  /**
   * All first bytes of the numbers, the least significant, stand before all second ones, but where `width` is below zero
   * those of one number side by side; `before` was taken away. They are added as whole numbers of 32 bits, whatever the type: a loop that knows one type runs ten times as fast.
   */
  function whole(column, bytes, width, least, before) {
    const n = column.length, size = Math.abs(width);
    if (size === 1 && !least && !before && column instanceof Uint8Array) return bytes;
    const sum = new Int32Array(n);
    if (before) sum.set(before);
    if (size === 1) addSingle(sum, bytes, least);
    else if (size === 2) addPairs(sum, bytes, least, width < 0 ? 1 : n, width < 0 ? 2 : 1);
    else addAll(sum, bytes, least, width);
    if (column instanceof Int32Array) return sum;
    column.set(sum); // of each the bits that its type has
    return column;
  }

  /** One number, more than `before`, but for a few: where they are, and how much more. */
  function alike(column, bytes, least, before) {
    if (before) column.set(before);
    else column.fill(least);
    for (let i = 0; before && least && i < column.length; i += 1) column[i] += least;
    const few = addAll(new Int32Array(bytes.length / 4), bytes, 0, 4), n = few.length / 2;
    for (let k = 0; k < n; k += 1) column[few[k]] += few[n + k];
    return column;
  }

  function addSingle(sum, bytes, least) {
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] + least + bytes[i]) | 0;
  }

  function addPairs(sum, bytes, least, apart, step) {
    for (let i = 0, from = 0; i < sum.length; i += 1, from += step) sum[i] = (sum[i] + least + bytes[from] + (bytes[from + apart] << 8)) | 0;
  }

  function addAll(sum, bytes, least, width) {
    const size = Math.abs(width), [apart, step] = width < 0 ? [1, size] : [sum.length, 1], last = size === 4 ? 3 * apart : 0;
    for (let i = 0, from = 0; i < sum.length; i += 1, from += step) {
      const low = bytes[from] + (bytes[from + apart] << 8) + (bytes[from + 2 * apart] << 16);
      sum[i] = (sum[i] + least + low + (last ? bytes[from + last] << 24 : 0)) | 0;
    }
    return sum;
  }

  function decimals(bytes, n) {
    const { BYTES_PER_ELEMENT: width } = Float32Array;
    const little = new Uint8Array(n * width);
    for (let i = 0; i < n; i += 1) for (let place = 0; place < width; place += 1) little[i * width + place] = bytes[place * n + i];
    return new Float32Array(little.buffer);
  }

  /** Where the values of each record begin, and end: the next one. */
  function offsets(counts) {
    const found = new Uint32Array(counts.length + 1);
    for (let i = 0; i < counts.length; i += 1) found[i + 1] = found[i] + counts[i];
    return found;
  }

  /** Where the first of each BLOCK texts begins. */
  function blocks(/** @type {Uint16Array} */ lengths) {
    const found = new Uint32Array(Math.ceil(lengths.length / BLOCK));
    for (let i = 0, at = 0; i < lengths.length; at += lengths[i++]) if (i % BLOCK === 0) found[i / BLOCK] = at;
    return found;
  }

  /** Very many short texts, such as ids: they stay bytes until one is asked for. */
  class Words {
    /** `shared`: with how many bytes each begins as the one before; `length` and `bytes` of the rest. */
    constructor({ shared, length, bytes }) {
      this.length = length.length;
      /** @type {{ shared: Uint8Array, length: Uint16Array, bytes: Uint8Array } | null} */
      this.packed = { shared, length, bytes };
      /** @type {{ begin: Uint32Array, all: Uint8Array } | null} */
      this.written = null;
      /** @type {Uint32Array | undefined} Where the bytes of one in BLOCK texts begin. */
      this.begin = undefined;
      this.asked = 0; // how many were read one by one
    }

    /** All texts behind each other, and where each begins; made when they are first needed. */
    whole() {
      if (this.written) return this.written;
      const { shared, length, bytes } = /** @type {NonNullable<typeof this.packed>} */ (this.packed);
      const begin = offsets(Uint32Array.from(length, (n, i) => n + shared[i]));
      const all = new Uint8Array(begin[this.length]);
      let at = 0;
      for (let i = 0; i < this.length; i += 1) {
        const from = begin[i];
        for (let k = 0; k < shared[i]; k += 1) all[from + k] = all[begin[i - 1] + k];
        for (let k = 0; k < length[i]; k += 1) all[from + shared[i] + k] = bytes[at + k];
        at += length[i];
      }
      this.packed = null;
      this.begin = undefined;
      return (this.written = { begin, all });
    }

    /** @param {number} i from 0 on */
    at(i) {
      if (this.written === null && this.asked < FEW) return this.alone(i);
      const { begin, all } = this.whole();
      return new TextDecoder().decode(all.subarray(begin[i], begin[i + 1]));
    }

    /** One text by itself, of what those before it have in common with it: a list that shows a few rows needs no others. */
    alone(i) {
      const { shared, length, bytes } = /** @type {NonNullable<typeof this.packed>} */ (this.packed);
      this.asked += 1;
      this.begin ??= blocks(length);
      const text = new Uint8Array(shared[i] + length[i]), first = i - (i % BLOCK);
      let at = this.begin[first / BLOCK];
      for (let k = first; k <= i; at += length[k++]) {
        if (shared[k] < text.length) text.set(bytes.subarray(at, at + Math.min(length[k], text.length - shared[k])), shared[k]);
      }
      return new TextDecoder().decode(text);
    }

    /** All of them, none of which has a line break: read as the lines of one text, ten times as fast as one by one. */
    all() {
      if (!this.length) return [];
      const { begin, all } = this.whole();
      const lines = new Uint8Array(all.length + this.length - 1).fill(LINE_BREAK);
      for (let i = 0; i < this.length; i += 1) lines.set(all.subarray(begin[i], begin[i + 1]), begin[i] + i);
      return new TextDecoder().decode(lines).split("\n");
    }

    /** Where a text stands, -1 for nowhere. Looking through 300,000 takes a thousandth of a second. */
    indexOf(text) {
      const { begin, all } = this.whole();
      const wanted = new TextEncoder().encode(text ?? "");
      const n = wanted.length;
      for (let i = 0; i < this.length; i += 1) {
        const from = begin[i];
        if (begin[i + 1] - from !== n) continue;
        let k = n - 1; // ids differ at their ends
        while (k >= 0 && all[from + k] === wanted[k]) k -= 1;
        if (k < 0) return i;
      }
      return -1;
    }

    /** Like Map.get of a map from text to position. */
    get(text) {
      const i = this.indexOf(text);
      return i < 0 ? undefined : i;
    }
  }

  Object.assign(atlas, { readColumns, lazily, offsets, Words });
})(globalThis.atlas ??= {});
