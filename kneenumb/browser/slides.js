// A deck: arrow keys, a press or a swipe go on and back, Home and End go to its ends, and n shows
// what to ask the class.
"use strict";

(() => {
  const slides = [...document.querySelectorAll(".slide")];
  let at = 0;

  function show(number) {
    at = Math.max(0, Math.min(number, slides.length - 1));
    slides.forEach((each, place) => each.classList.toggle("now", place === at));
    document.getElementById("place").textContent = `${at + 1} of ${slides.length}`;
    slides[at].querySelector("h1").focus({ preventScroll: true });
  }

  const keys = {
    ArrowRight: () => show(at + 1),
    PageDown: () => show(at + 1),
    " ": () => show(at + 1),
    ArrowLeft: () => show(at - 1),
    PageUp: () => show(at - 1),
    Home: () => show(0),
    End: () => show(slides.length - 1),
    n: () => document.body.classList.toggle("talking"),
  };

  addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    keys[event.key]();
    event.preventDefault();
  });
  addEventListener("click", (event) => {
    if (!event.target.closest("a")) show(event.clientX < innerWidth / 4 ? at - 1 : at + 1);
  });
  show(0);
})();
