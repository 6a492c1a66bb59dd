// Lays the slides out before reveal.js shows them. A slide whose blocks are taller than 720 px gets
// smaller pictures and slightly smaller type; what still does not fit goes to a slide of its own.
(() => {
  const TYPES = [1, 0.94, 0.88, 0.82], TINY_TYPES = [0.76, 0.7, 0.64], LARGER = [1.3, 1.2, 1.1];
  const LEAST_PICTURE = 0.72, LEAST_ALONE = 0.6, STEP = 0.02;
  const A_LINE = 24; // what a lab says may become a line longer
  const PICTURE = ".picture, .lab-still, .lab-page";
  const slides = document.querySelector(".reveal .slides");

  function room(slide) {
    const style = getComputedStyle(slide);
    return slide.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  }

  const body = slide => slide.querySelector(":scope > .body");
  const fits = slide => body(slide).offsetHeight <= room(slide) + 0.5 - (slide.querySelector(".lab-page svg") ? A_LINE : 0)
    && [...slide.querySelectorAll("pre.code, math, table")].every(node => node.scrollWidth <= node.clientWidth + 1
      && node.getBoundingClientRect().right <= slide.getBoundingClientRect().right - 20);

  function set(slide, type, picture) {
    for (const name of ["--type", "--code", "--printed"]) slide.style.setProperty(name, type);
    slide.style.setProperty("--picture", picture);
  }

  // The largest picture with which the slide holds what is on it, to a STEP; 0 if the least is too large.
  function largest(slide, type, least) {
    set(slide, type, 1);
    if (fits(slide)) return 1;
    set(slide, type, least);
    if (least === 1 || !fits(slide)) return 0;
    let small = least, large = 1;
    while (large - small > STEP) {
      const middle = (small + large) / 2;
      set(slide, type, middle);
      if (fits(slide)) small = middle;
      else large = middle;
    }
    return small;
  }

  // The type and the picture, both as large as can be, with which the slide holds what is on it.
  function fit(slide, types) {
    for (const node of slides.querySelectorAll(".measured")) node.classList.remove("measured");
    slide.classList.add("measured");
    const blocks = body(slide).children, alone = blocks.length === 1;
    const least = !slide.querySelector(PICTURE) ? 1 : alone ? LEAST_ALONE : LEAST_PICTURE;
    if (alone && blocks[0].firstElementChild?.matches(PICTURE)) types = types.slice(0, 1);  // no type on it
    let best = { type: types.at(-1), picture: 0 };
    for (const type of types) {
      const picture = largest(slide, type, least);
      if (type * picture > best.type * best.picture + 0.01) best = { type, picture };
      if (picture === 1) break;
    }
    set(slide, best.type, best.picture || least);
    return best.picture > 0;
  }

  // Where there is room left: words that had to give way to wide code get their size back, then code and what it
  // printed get larger, then either alone.
  function grow(slide) {
    const style = slide.style, size = name => Number(style.getPropertyValue(name));
    for (const names of [["--type"], ["--code", "--printed"], ["--printed"], ["--code"]]) {
      for (const larger of names[0] === "--type" ? TYPES : [...LARGER, ...TYPES]) {
        const before = names.map(size);
        if (before.some(one => one >= larger)) break;
        for (const name of names) style.setProperty(name, larger);
        if (fits(slide)) break;
        names.forEach((name, i) => style.setProperty(name, before[i]));
      }
    }
  }

  // A block that leads to the next one (a heading, "as numbers:") does not end a slide; a question may:
  // its answer is better not seen with it.
  const leads = block => /^H\d$/.test(block.tagName) || /:$/.test(block.textContent.trim());

  // The parts a slide can be split into: paragraphs, formulas, tables, code with its output.
  function unpack(slide) {
    const inner = document.createElement("div");
    inner.className = "body";
    for (const cell of [...slide.children]) {
      if (cell.matches("aside")) continue;
      const parts = cell.matches(".words") ? [...cell.children] : [cell];
      for (const part of parts) {
        if (cell.dataset.step) {  // all paragraphs of a cell come in one step
          part.classList.add("fragment");
          part.dataset.fragmentIndex = cell.dataset.step;
        }
        inner.append(part);
      }
      if (cell.matches(".words")) cell.remove();
    }
    slide.prepend(inner);
    if (inner.firstElementChild?.tagName === "H1") slide.classList.add("opening");
  }

  function split(slide) {
    const rest = slide.cloneNode(false);
    rest.classList.remove("opening");
    const inner = document.createElement("div");
    inner.className = "body";
    rest.append(inner);
    slide.after(rest);
    const blocks = body(slide).children;
    const heights = new Map([...blocks].map(block => [block, block.offsetHeight]));
    const height = part => [...part.children].reduce((sum, block) => sum + heights.get(block), 0);
    const last = () => blocks[blocks.length - 1];
    do inner.prepend(last()); while (blocks.length > 1 && !fit(slide, TYPES));
    // Two slides of like height, not a full one and a lonely line.
    const most = 0.6 * [...heights.values()].reduce((sum, one) => sum + one, 0);
    while (blocks.length > 1 && height(inner) + heights.get(last()) <= most) inner.prepend(last());
    while (blocks.length > 1 && leads(last())) inner.prepend(last());
    if (!fit(slide, TYPES)) fit(slide, TINY_TYPES);
    const first = inner.firstElementChild;
    if (first.matches(".fragment")) {  // it opens a slide now: nothing to wait for
      const step = first.dataset.fragmentIndex;
      for (const part of inner.querySelectorAll(`:scope > [data-fragment-index="${step}"]`)) {
        part.classList.remove("fragment");
        delete part.dataset.fragmentIndex;
      }
    }
    return rest;
  }

  function layOut() {
    for (const stack of slides.children) {
      for (let slide = stack.firstElementChild; slide; slide = slide.nextElementSibling) {
        if (!body(slide)) unpack(slide);
        if (!fit(slide, TYPES)) {
          if (body(slide).children.length > 1) split(slide);
          else fit(slide, TINY_TYPES);
        }
        if (slide.querySelector("pre")) grow(slide);
      }
    }
    for (const details of slides.querySelectorAll("details")) {
      details.addEventListener("toggle", () => details.closest("section").classList.add("scrolls"));
    }
  }

  // A slide is measured at its own size, before reveal.js scales it to the window.
  const font = document.fonts.load('20px "Formulas"', "z").catch(() => {});
  // A lab draws itself after the page has loaded; then its size is known.
  const labs = [...document.querySelectorAll(".lab-page .lecture-picture")].map(picture => new Promise(drawn => {
    new MutationObserver((_, observer) => {
      if (!picture.querySelector("svg")) return;
      observer.disconnect();
      drawn();
    }).observe(picture, { childList: true, subtree: true });
    setTimeout(drawn, 5000); // a browser without what a lab needs still has its slides
  }));
  Promise.all([font, ...labs]).then(() => {
    document.documentElement.classList.add("measuring");
    layOut();
    document.documentElement.classList.remove("measuring");
    return Reveal.initialize({
      width: 1280, height: 720, margin: 0, center: false, hash: true, slideNumber: "c/t", navigationMode: "linear",
      transition: "none", backgroundTransition: "none", plugins: [RevealNotes],
      // All keys belong to a lab's control that has the focus, Space and Enter to a button or a hint.
      keyboardCondition: event => !event.target.closest?.(".lab-page :is(input, select)")
        && !((event.key === " " || event.key === "Enter") && event.target.closest?.("button, summary, a, [role=button]")),
    });
  }).then(() => { document.documentElement.dataset.ready = "yes"; });

  // A presenter's remote sends Page Up and Page Down: they turn slides, even with the focus on a
  // lab's slider. Esc gives the arrow keys back to the deck.
  addEventListener("keydown", event => {
    if (!event.target.closest?.(".lab-page")) return;
    const turn = { PageDown: () => Reveal.next(), PageUp: () => Reveal.prev(), Escape: () => event.target.blur() };
    if (!(event.key in turn)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    turn[event.key]();
  }, true);
})();
