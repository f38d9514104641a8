/** One of several that go on at once: it tells what it did once those that began before it have told. */
export interface Turn {
  come: Promise<void>;
  pass(): void;
}

/** Gives turns, in the order in which they are taken. Whoever takes one passes it on, whatever becomes of its work. */
export function turns(): () => Turn {
  let last = Promise.resolve();
  return () => {
    const come = last;
    let pass: () => void = () => undefined;
    const passed = new Promise<void>((resolve) => {
      pass = resolve;
    });
    // One that gives up early passes its turn before it has come.
    last = come.then(() => passed);
    return { come, pass };
  };
}
