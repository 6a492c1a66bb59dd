/* What a reader sees and touches of a lab: one View for each place where it is shown, all of one Stage
   (live.js), which says what to show and takes what a hand does. Names and keys for those who hear the page. */

const css = (name) => name.replace("[", "-").replace("]", "");
const read = (text) => Number(String(text).replace("\u2212", "-").replace(",", "."));
const FILM_KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"];

class View {
  constructor(stage, el) {
    Object.assign(this, { stage, el });
    el.innerHTML = `<div style="display:grid;max-width:900px;overflow:hidden"><div style="grid-area:1/1"></div>
      <div style="grid-area:1/1"></div></div><div style="font-size:16px;line-height:1.45;margin:0 4px"></div>
      <div role="alert" hidden style="font-size:15px;padding:4px 8px;border-left:4px solid #D55E00"></div>`;
    [this.base, this.layer, this.said, this.alert] = [...el.firstElementChild.children, el.children[1], el.children[2]];
    // The lab's controls are there once the view has a size.
    this.size = new ResizeObserver(() => this.settle());
    this.size.observe(el);
  }

  settle() {
    const root = this.el.closest(".lecture-lab");
    if (!root || root.dataset.lecture) return this.name(this.stage.state());
    root.dataset.lecture = "alive";
    const touched = (event) => {
      if (event.type === "pointerover" && event.buttons) return; // another control is being dragged
      const part = this.part(event.target);
      if (part) { this.stage.touched = part.name; this.stage.want(part.name); }
    };
    for (const event of ["pointerover", "pointerdown", "focusin"]) root.addEventListener(event, touched);
    root.addEventListener("change", ({ target }) => { // the box has told its text to its own model
      const part = target.matches("input[type=text]") && this.part(target);
      if (part) this.stage.typed(part, target.value);
    });
    for (const event of ["pointerdown", "input"]) // the film would write its epochs over what is typed
      root.addEventListener(event, ({ target }) => target.matches("input[type=text]") && this.part(target)?.play && this.stage.film.pause());
    root.addEventListener("click", ({ target }) => target.closest(".lecture-reset") && this.stage.home(), true);
    // Keys pressed in a lab are not JupyterLab's commands, x does not cut the cell: it asks the focused element itself.
    root.addEventListener("focusin", ({ target }) => { target.dataset.lmSuppressShortcuts = "true"; });
    root.addEventListener("keydown", (event) => this.step(event), true); // before the box keeps it to itself
    root.addEventListener("keydown", (event) => {
      if (FILM_KEYS.includes(event.key)) event.stopPropagation(); // the page would scroll or jump to another heading
    });
    this.name(this.stage.state());
  }

  part(target) { // of whose control this is an element
    return this.stage.model.get("parts").find(({ name, play }) =>
      target.closest(`.lecture-${css(name)}`) || (play && target.closest(".lecture-play")));
  }

  step(event) { // an arrow in a box goes to the next stop
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const part = step && event.target.matches("input[type=text]") && this.part(event.target);
    if (!part) return;
    event.preventDefault();
    const [value, stops] = [read(event.target.value), part.stops.map(read)];
    const stop = step > 0 ? stops.findIndex((one) => one > value) : stops.findLastIndex((one) => one < value);
    if (stop < 0) return;
    event.target.value = part.stops[stop]; // it may hold a text that was not taken yet
    this.stage.move(part, stop);
  }

  show(frame, base) {
    if (this.drawn !== base) this.base.innerHTML = base;
    if (this.layer.drawn !== frame.layer) this.layer.innerHTML = frame.layer;
    if (this.said.drawn !== frame.said) this.said.innerHTML = frame.said;
    [this.drawn, this.layer.drawn, this.said.drawn] = [base, frame.layer, frame.said];
  }

  name(state) { // in words, for those who hear the page
    const root = this.el.closest(".lecture-lab");
    for (const { name, says, play } of root ? this.stage.model.get("parts") : []) {
      const handle = root.querySelector(`.lecture-${css(name)} .noUi-handle`);
      handle?.setAttribute("aria-label", says);
      handle?.setAttribute("aria-valuetext", state[name]);
      if (play) root.querySelectorAll(".lecture-play button").forEach((button, k) =>
        button.setAttribute("aria-label", this.stage.model.get("words")[k ? "stop_film_hint" : "play_hint"]));
    }
  }

  complain(words = this.stage.model.get("problem")) {
    this.alert.hidden = !words;
    this.alert.innerHTML = words;
  }
}
