/* live.js */

/* A lab without a kernel: these models are what Jupyter's would be, `send` is the kernel's part. */
class Model {
  constructor(state) { Object.assign(this, { state, heard: new Map() }); }
  get(key) { return this.state[key]; }
  set(key, value, said = {}) {
    if (this.state[key] === value) return;
    this.state[key] = value;
    this.tell(`change:${key}`, this, value, said);
  }
  set_state(state) { for (const [key, value] of Object.entries(state)) this.set(key, value); }
  save_changes() {}
  on(event, act) { this.heard.set(event, [...(this.heard.get(event) ?? []), act]); }
  off() {}
  tell(event, ...told) { (this.heard.get(event) ?? []).forEach((act) => act(...told)); }
}

const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const unpacked = async (text) => (await new Response(
  new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("deflate"))).text()).trim().split("\n").map((line) => JSON.parse(line));

async function open(root) {
  const [data, strips] = await unpacked(root.querySelector("script").textContent);
  const models = {}, opening = data.frame.state, inputs = {};
  const model = new Model(data);
  model.widget_manager = { get_model: async (id) => models[id] };
  model.send = ({ id, control, state }) => {
    // The strips were made for the opening values of all other controls.
    const fits = Object.keys(state).every((name) => name === control || state[name] === opening[name]);
    setTimeout(() => model.tell("msg:custom", { kind: "strip", id, last: true }, [fits ? bytes(strips[control]) : new Uint8Array()]));
  };
  const touch = (name) => { // to touch one control puts the others back
    for (const part of data.parts)
      if (part.name !== name) {
        if (part.choice) models[part.choice].set("index", part.at);
        else models[part.slider].set("value", part.at);
        if (part.play) models[part.play].set("playing", false);
      }
  };
  for (const part of data.parts) {
    const label = root.querySelector(`[data-part="${part.name}"]`);
    const input = (inputs[part.name] = label.querySelector("input, select"));
    if (part.choice) {
      const chosen = (models[part.choice] = new Model({ index: part.at }));
      input.selectedIndex = part.at;
      chosen.on("change:index", () => { input.selectedIndex = chosen.get("index"); });
      input.addEventListener("change", () => { const k = input.selectedIndex; touch(part.name); stage().touched = part.name; chosen.set("index", k); queueMicrotask(() => stage().want(part.name)); });
      continue;
    }
    const box = (models[part.box] = new Model({ value: part.stops[part.at] }));
    const slider = (models[part.slider] = new Model({ value: part.at, typed: null }));
    const output = label.querySelector("output");
    input.max = part.stops.length - 1;
    input.value = part.at;
    const say = () => { output.textContent = box.get("value"); input.setAttribute("aria-valuetext", box.get("value")); };
    say();
    box.on("change:value", say);
    slider.on("change:value", () => { input.value = slider.get("value"); });
    input.addEventListener("input", () => { const k = Number(input.value); touch(part.name); stage().touched = part.name; slider.set("value", k); });
    if (part.play) {
      const play = (models[part.play] = new Model({ playing: false, value: part.at, max: part.stops.length - 1, interval: 8000 / part.stops.length }));
      const button = root.querySelector(".lecture-play");
      play.on("change:playing", () => { button.textContent = play.get("playing") ? "\u275A\u275A" : "\u25B6"; });
      button.addEventListener("click", () => { touch(part.name); play.set("playing", !play.get("playing")); });
    }
  }
  root.querySelector(".lecture-reset")?.addEventListener("click", () => touch(null));
  let opened;
  const stage = () => opened;
  await live.initialize({ model });
  opened = await stages.get(data.lab);
  await live.render({ model, el: root.querySelector(".lecture-picture") });
}

const root = document.getElementById("lab-id");
open(root);
