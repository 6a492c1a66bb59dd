/* The film of a lab: while its player plays, the slider of the epoch follows the clock. It belongs to a Stage (live.js). */

class Film {
  constructor(stage) {
    this.stage = stage;
    // The player's own clock would stop the film a frame before its end, and in two views at once.
    Object.assign(this.play, { loop() {}, animate() { this.save_changes(); } });
  }

  get part() { return this.stage.model.get("parts").find(({ play }) => play); }
  get play() { return this.stage.models[this.part.play]; }
  get slider() { return this.stage.models[this.part.slider]; }

  run() {
    this.stop();
    const { play, slider, stage, part: { name, stops } } = this;
    if (!play.get("playing")) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let put = slider.get("value"), from = put >= stops.length - 1 ? 0 : put, begun = performance.now();
    stage.touched = name;
    stage.want(name);
    const tick = () => {
      const { part } = this, last = part.stops.length - 1;
      if (slider.get("value") !== put) [from, begun] = [slider.get("value"), performance.now()]; // by hand: it goes on from there
      let stop = from + Math.floor((performance.now() - begun) / (play.get("interval") * (play.get("max") || 1)) * last);
      if (still) stop -= stop % Math.ceil(last / 8); // eight stills instead of a motion
      try { stage.move(part, put = Math.min(stop, last)); } catch { return; } // closed: its cell has been run again
      if (stop < last) this.clock = requestAnimationFrame(tick);
      else this.pause();
    };
    tick();
  }

  stop() { cancelAnimationFrame(this.clock); }

  pause() {
    if (!this.play.get("playing")) return;
    this.play.set("playing", false);
    this.play.save_changes();
  }

  align() { // the player stands where the slider stands
    const { play, slider, stage, part } = this;
    stage.ours = true;
    play.set_state({ value: Math.round(slider.get("value") / (part.stops.length - 1) * play.get("max")) });
    stage.ours = false;
  }

  seek() { // the player's stop button
    if (!this.play.get("playing") && this.play.get("value") === 0) this.stage.move(this.part, 0);
  }
}
