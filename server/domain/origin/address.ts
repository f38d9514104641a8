import { fault, type Place } from '../input/reader.js';

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const DOMAIN = /^[^\s@]+$/;

/** Reads a mail address: one `@` between two sides without spaces. */
export function address(place: Place): string | undefined {
  if (typeof place.value === 'string' && ADDRESS.test(place.value)) return place.value;
  return fault(place, place.value === undefined ? 'is required' : 'must be a mail address');
}

/** Reads a domain name as it stands in an address. */
export function domain(place: Place): string | undefined {
  if (typeof place.value === 'string' && DOMAIN.test(place.value)) return place.value;
  return fault(place, place.value === undefined ? 'is required' : 'must be a domain name');
}

/** Both sides of an address, in lower case. */
export function partsOf(mailAddress: string): { local: string; domain: string } {
  const lower = mailAddress.toLowerCase();
  const at = lower.lastIndexOf('@');
  return { local: lower.slice(0, at), domain: lower.slice(at + 1) };
}
