// The usual report, and as its last line how many tests passed, failed and were left out.
const { relative } = require('node:path');
const { reporters } = require('mocha');

class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    if (runner.isParallelMode()) runner.workerReporter(require.resolve('./worker-reporter.cjs'));
    runner.on('fail', (_, error) => {
      // What fails outside of every test is a file that could not be loaded or whose process died.
      if (error.file) error.stack = `${relative(process.cwd(), error.file)}: ${error.stack}`;
    });
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      process.once('exit', () => {
        if (passes + failures + pending === 0) process.exitCode = 1;
        console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
      });
    });
  }
}

module.exports = CountingReporter;
