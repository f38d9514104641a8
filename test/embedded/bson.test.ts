import { BSONRegExp, serialize } from 'bson';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { decodeDocument, encodeDocument } from '../../server/embedded/bson.js';
import { CommandError } from '../../server/embedded/errors.js';
import { compileFilter } from '../../server/embedded/language/match.js';

/** A document with a pattern whose options are other bytes than the library would write. */
function withOptions(options: string): Buffer {
  const bytes = Buffer.from(serialize({ a: new BSONRegExp('^x', 'im') }));
  bytes.write(options, bytes.indexOf('im'), 'latin1');
  return bytes;
}

describe('patterns as they come from clients', () => {
  for (const options of ['mi', 'qz', 'ii']) {
    it(`keeps the options ${options} as they are`, () => {
      const bytes = withOptions(options);
      expect(encodeDocument(decodeDocument(bytes)).toString('hex')).to.equal(bytes.toString('hex'));
    });
  }

  it('refuses options that there are not where they are used', () => {
    expect(() => compileFilter(decodeDocument(withOptions('qz'))))
      .to.throw(CommandError)
      .with.property('code', 51108);
  });
});
