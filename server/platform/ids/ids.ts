import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 20 characters of Crockford's base 32 (100 bits) from bytes. */
function encode(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let place = 0; place < 20; place++) {
    text += ALPHABET[Number(bits & 31n)];
    bits >>= 5n;
  }
  return text;
}

/** An id that nobody can guess and nothing else has. */
export const randomId = (): string => encode(randomBytes(13));

/** The id that the same words always give: what makes a retry create the same things. */
export const hashedId = (...words: readonly (string | number)[]): string =>
  encode(createHash('sha256').update(JSON.stringify(words)).digest());

/** The slot of a document among those that sweeps share out. */
export const slotOf = (id: string, slots: number): number => (createHash('sha256').update(id).digest()[0] ?? 0) % slots;
