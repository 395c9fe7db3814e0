"use strict";
// Runs when the page's element stands there and before it is painted: what a frame does not show never takes its room.
(function () {
  const asked = new URLSearchParams(location.search);
  const root = document.querySelector(".at-page");
  const bare = asked.get("controls") === "0"; // the page around has the filters
  root?.classList.toggle("at-bare", bare);
  root?.classList.toggle("at-min", !bare && asked.get("ui") === "min"); // in a frame of another site: the map, and what leads to the whole
})();
