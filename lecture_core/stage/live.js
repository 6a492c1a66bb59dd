/* The picture of a lab follows the finger.

   The kernel says which frame belongs to which state: `frame` = {layer, said, base, state}, where a
   state is the text in each number's box and the index of each choice. When a control is touched
   the page asks for its strip, the frames of all its stops, and shows them as the control moves. A
   frame is shown only if its state is exactly what the controls say now, so a late answer of the
   kernel waits until it is true, or is never shown. The module knows frames, not formulas.

   live.py sends view.js, film.js and this file as one module, so that none needs an address. */

const nearest = (stops, text) => stops.reduce((best, stop, k) =>
  Math.abs(read(stop) - read(text)) < Math.abs(read(stops[best]) - read(text)) ? k : best, 0);
const same = (a, b, but = []) => Object.keys(a).every((k) => a[k] === b[k] || but.includes(k));
const MOST_STRIPS = 4; // kept in the page, some 2 MB each

class Stage {
  constructor(model) {
    Object.assign(this, { model, views: new Set(), strips: new Map(), models: {}, words: 0, ours: false });
  }

  part(name) { return this.model.get("parts").find((part) => part.name === name); }

  async open() {
    for (const part of this.model.get("parts"))
      for (const role of ["box", "slider", "choice", "play"])
        if (part[role]) this.models[part[role]] = await this.model.widget_manager.get_model(part[role]);
    if (this.model.get("parts").some(({ play }) => play)) this.film = new Film(this);
    this.listening = [[this.model, "change:frame", () => this.answered()],
      [this.model, "change:problem", () => this.complain()],
      [this.model, "msg:custom", (message, buffers) => this.received(message, buffers)]];
    for (const { name, box, slider, choice, play } of this.model.get("parts")) {
      const moved = (bySlider) => (model, value, said) => this.moved(name, bySlider, Boolean(said.updated_view || said.hand));
      for (const [id, event, act] of [[box, "change:value", moved(false)], [slider, "change:value", moved(true)],
        [slider, "msg:custom", (message) => this.taken(name, message)],
        [choice, "change:index", moved(false)], [play, "change:playing", () => this.film.run()],
        [play, "change:max", () => this.film.align()], [play, "change:value", () => this.film.seek()]])
        // In a microtask: what is set inside Backbone's own change events is lost.
        if (id) this.listening.push([this.models[id], event, (...said) => this.ours || queueMicrotask(() => act(...said))]);
    }
    for (const [model, event, act] of this.listening) model.on(event, act);
  }

  close() {
    this.film?.stop();
    clearTimeout(this.silence);
    for (const name of this.strips.keys()) this.drop(name);
    for (const [model, event, act] of this.listening) model.off(event, act);
  }

  state() {
    const said = {};
    for (const part of this.model.get("parts"))
      said[part.name] = part.choice ? this.models[part.choice].get("index") : this.models[part.box].get("value");
    return said;
  }

  /* A control says something new; strips of the others are stale. */
  moved(name, bySlider, byHand) {
    const part = this.part(name);
    for (const other of this.strips.keys()) if (other !== name) this.drop(other);
    if (part.slider) {
      if (bySlider && byHand) this.typed(part, null);
      if (bySlider) this.agree(part);
      if (part.play) this.film.align();
      if (this.touched === name) this.want(name);
    }
    this.refresh();
  }

  answered() { // by the kernel
    for (const part of this.model.get("parts")) this.agree(part);
    this.refresh();
  }

  write(part, text) { // as the kernel's own word: it is not sent back
    this.ours = true;
    this.models[part.box].set_state({ value: text });
    this.ours = false;
  }

  move(part, stop) {
    const [slider, box] = [this.models[part.slider], this.models[part.box]];
    this.touched = part.name;
    slider.set("typed", null);
    if (slider.get("value") !== stop) slider.set("value", stop, { hand: true });
    else if (box.get("value") !== part.stops[stop]) box.set("value", part.stops[stop]);
    slider.save_changes();
    box.save_changes();
  }

  /* Each widget's messages wait for its own last answer, so a stop of a drag may be sent after what was done next.
     A text typed goes with the slider's messages too, until the slider moves (null), and so stays the last word. */
  typed(part, text) {
    const slider = this.models[part.slider];
    slider.set("typed", text === null ? null : { text, count: ++this.words });
    slider.save_changes();
  }

  taken(name, { taken, shown }) { // the kernel has the text; a word it said before may stand in the box
    const part = this.part(name), [slider, box] = [this.models[part.slider], this.models[part.box]];
    if (slider.get("typed")?.count !== taken.count || box.get("value") === shown) return;
    this.write(part, shown);
    this.refresh();
  }

  /* A box that does not fit its slider takes the slider's stop: a hand on the slider has crossed the kernel's word, or
     has only now moved it. Where a number was typed, the slider waits for the kernel to take it. */
  agree(part) {
    if (!part.slider) return;
    const [slider, text] = [this.models[part.slider], this.models[part.box].get("value")], stop = slider.get("value");
    if (slider.get("typed") !== null || stop >= part.stops.length || text === part.stops[stop]) return;
    if (nearest(part.stops, text) !== stop) this.write(part, part.stops[stop]);
  }

  /* The button that resets is pressed: what waits to be sent must not undo it. */
  home() {
    const { touched } = this;
    for (const part of this.model.get("parts"))
      if (part.choice) {
        this.models[part.choice].set("index", part.home);
        this.models[part.choice].save_changes();
      } else {
        const slider = this.models[part.slider], stop = nearest(part.stops, part.home);
        if (slider.get("typed") === null) {
          if (part.name === touched || slider.get("value") !== stop) this.move(part, stop);
          continue;
        }
        slider.set("value", stop); // a text typed may still be on its way: this one comes after it
        this.models[part.box].set("value", part.home);
        this.models[part.box].save_changes();
        this.typed(part, part.home);
      }
    this.touched = touched;
  }

  refresh() {
    const state = this.state();
    let [frame, base] = [this.model.get("frame"), this.model.get("base").svg];
    if (!this.shown) this.show(frame, base);
    if (!same(state, frame.state)) {
      frame = null;
      for (const [name, strip] of this.strips) {
        const found = strip.frames.get(String(state[name]));
        if (!found || !same(state, strip.state, [name, ...strip.loose])) continue;
        const svg = strip.bases.get(found.base);
        if (!svg) continue;
        [frame, base] = [found, svg];
        for (const other of strip.loose) this.write(this.part(other), frame.state[other]);
      }
    }
    if (frame) this.show(frame, base);
    this.views.forEach((view) => view.name(state));
  }

  show(frame, base) {
    this.shown = { frame, base };
    this.views.forEach((view) => view.show(frame, base));
  }

  complain(words) { this.views.forEach((view) => view.complain(words)); }

  /* Ask for the strip of a control, from the stop it stands at. */
  want(name) {
    const [part, state] = [this.part(name), this.state()];
    if (!part || part.strip === false) return;
    const kept = this.strips.get(name);
    if (kept && same(state, kept.state, [name, ...kept.loose])) return;
    this.drop(name);
    for (const [other, strip] of this.strips) if (!strip.done) this.drop(other);
    while (this.strips.size >= MOST_STRIPS) this.drop(this.strips.keys().next().value);
    const stream = new DecompressionStream("deflate");
    const strip = { id: Math.random().toString(36).slice(2), state, frames: new Map(), bases: new Map(), loose: [],
      input: stream.writable.getWriter() };
    this.strips.set(name, strip);
    this.read(name, strip, stream.readable.pipeThrough(new TextDecoderStream()).getReader());
    const near = part.choice ? this.models[part.choice].get("index") : this.models[part.slider].get("value");
    this.silence ??= setTimeout(() => this.complain(this.model.get("words").kernel_silent), 8000);
    try {
      this.model.send({ kind: "want", id: strip.id, control: name, state, near });
    } catch { // the kernel that made this lab is gone
      this.drop(name);
      this.complain(this.model.get("words").kernel_silent);
    }
  }

  /* A strip that is not wanted any more; a reader that still waited for its end would keep it for ever. */
  drop(name) {
    const strip = this.strips.get(name);
    this.strips.delete(name);
    if (strip) this.stop(strip);
  }

  stop(strip) {
    strip.stopped = true;
    strip.input.abort().catch(() => {});
  }

  received(message, buffers) {
    if (message?.kind !== "strip") return;
    if (this.silence) { clearTimeout(this.silence); this.complain(); }
    this.silence = null;
    const strip = [...this.strips.values()].find((one) => one.id === message.id);
    if (!strip) return;
    const { name, svg } = this.model.get("base"); // the layer the kernel stood on needs no second sending
    strip.bases.set(name, svg);
    strip.done ||= message.last;
    if (!buffers[0]?.byteLength) { if (message.last) this.stop(strip); return; } // the kernel answers alone
    strip.input.write(new Uint8Array(buffers[0].buffer, buffers[0].byteOffset, buffers[0].byteLength)).catch(() => {});
    if (message.last) strip.input.close().catch(() => {});
  }

  async read(name, strip, reader) {
    try {
      const { state } = strip;
      for (let rest = ""; ;) {
        const { done, value } = await reader.read();
        if (done) return;
        const lines = (rest + value).split("\n");
        rest = lines.pop();
        for (const line of lines.map((text) => JSON.parse(text)))
          if (line.svg) strip.bases.set(line.base, line.svg);
          else {
            strip.frames.set(String(line.state[name]), line);
            strip.loose = Object.keys(state).filter((one) => one !== name && (strip.loose.includes(one) || line.state[one] !== state[one]));
          }
        this.refresh();
      }
    } catch (problem) {
      if (strip.stopped) return;
      this.drop(name);
      console.warn("lecture: a strip could not be read, the kernel answers alone", problem);
    }
  }
}

const stages = new Map(); // by lab, shared by its views

export default {
  async initialize({ model }) {
    const stage = new Stage(model);
    stages.set(model.get("lab"), stage.open().then(() => stage));
    return () => { stage.close(); stages.delete(model.get("lab")); };
  },
  async render({ model, el }) {
    const stage = await stages.get(model.get("lab"));
    const view = new View(stage, el);
    stage.views.add(view);
    stage.refresh();
    view.show(stage.shown.frame, stage.shown.base);
    view.complain();
    return () => { view.size.disconnect(); stage.views.delete(view); };
  },
};
