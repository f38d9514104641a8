// Tells the process that reports what happened in a file, with failures as plain text: what a test compared may have
// values that no message between processes can bear (bigints).
const { reporters, utils } = require('mocha');
const ParallelBuffered = require('mocha/lib/nodejs/reporters/parallel-buffered.cjs');
const { SerializableEvent } = require('mocha/lib/nodejs/serializer.js');

const text = (value) => (typeof value === 'string' ? value : utils.stringify(value));

function plain(error) {
  const { message, stack, uncaught, multiple, cause } = error;
  const told = Object.assign(new Error(message), { stack, uncaught, showDiff: false });
  if (reporters.Base.showDiff(error)) {
    Object.assign(told, { showDiff: true, actual: text(error.actual), expected: text(error.expected) });
  }
  if (multiple) told.multiple = multiple.map(plain);
  if (cause instanceof Error) told.cause = { message: cause.message, stack: cause.stack };
  return told;
}

class WorkerReporter extends ParallelBuffered {
  createListener(eventName) {
    const listener = (runnable, error) => {
      const told = error && plain(error);
      if (told && runnable.err) runnable.err = told;
      this.events.push(SerializableEvent.create(eventName, runnable, told));
    };
    this.listeners.set(eventName, listener);
    return listener;
  }
}

module.exports = WorkerReporter;
