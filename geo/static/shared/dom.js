"use strict";
// Builds DOM nodes from plain values. Dataset text can only arrive as a text node, never as markup.
(function (/** @type {Atlas.Namespace} */ atlas) {
  /**
   * Create an element. `props` are attributes, except: `class`, `text`, `on` (event listeners),
   * `style` (custom properties and declarations). `null`, `undefined` and `false` are left out.
   */
  function el(tag, props, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props ?? {})) setProp(node, name, value);
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  }

  function setProp(node, name, value) {
    if (value === null || value === undefined || value === false) return;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (name === "style") for (const [key, item] of Object.entries(value)) node.style.setProperty(key, item);
    else node.setAttribute(name, value === true ? "" : value);
  }

  /** Create an SVG element with attributes. */
  function svg(tag, attributes, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** Replace all children of `node`. */
  function fill(node, ...children) {
    node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  }

  /** Replace all that follows `node` in its parent; `node` itself keeps the focus. */
  function fillAfter(node, ...children) {
    while (node.nextSibling) node.nextSibling.remove();
    node.after(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  }

  /** Make `parent` hold exactly `nodes` in this order, moving as few as possible. */
  function arrange(parent, nodes) {
    for (const child of [...parent.children]) if (!nodes.includes(child)) child.remove();
    nodes.forEach((node, i) => parent.children[i] !== node && parent.insertBefore(node, parent.children[i] ?? null));
  }

  /** Set a text only when it differs, so that an update disturbs nobody who is reading. */
  function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  /** What has the focus, in a document or a shadow tree. */
  function activeIn(root) {
    const { activeElement } = root.getRootNode();
    return activeElement instanceof HTMLElement ? activeElement : null;
  }

  /** The element of the document that has this id; a page without it is broken. */
  function byId(id) {
    const node = document.getElementById(id);
    if (!node) throw new Error(`no element #${id}`);
    return node;
  }

  const REST = 500; // ms after which what is not yet needed is made

  /** Call when nothing else is to be done. */
  function whenIdle(call) {
    setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(call), REST); // Safari has none
  }

  /** What draws on a canvas. */
  function contextOf(canvas) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("this browser cannot draw");
    return context;
  }

  Object.assign(atlas, { el, svg, fill, fillAfter, arrange, say, activeIn, byId, contextOf, whenIdle });
})(globalThis.atlas ??= {});
