import { crc32 } from 'node:zlib';

/** A stored value whose bytes are not those that were written. */
export class DamagedValue extends Error {
  constructor(what: string) {
    super(`The stored ${what} is damaged: its checksum does not match. Stop the store and run "desk store doctor".`);
    this.name = 'DamagedValue';
  }
}

const CHECKSUM_BYTES = 4;

/** The value as it is stored: followed by a CRC-32 of key and value, so that a value below a wrong key is found too. */
export function seal(key: Buffer, value: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(value.length + CHECKSUM_BYTES);
  sealed.set(value);
  sealed.writeUInt32LE(crc32(value, crc32(key)), value.length);
  return sealed;
}

/** What was sealed below a key; throws DamagedValue if it is not what was written. */
export function unseal(key: Buffer, sealed: Uint8Array, what: string): Buffer {
  const bytes = Buffer.isBuffer(sealed) ? sealed : Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const length = bytes.length - CHECKSUM_BYTES;
  if (length < 0) throw new DamagedValue(what);
  const value = bytes.subarray(0, length);
  if (bytes.readUInt32LE(length) !== crc32(value, crc32(key))) throw new DamagedValue(what);
  return value;
}
