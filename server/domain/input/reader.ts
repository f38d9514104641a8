/** One thing that is wrong with an input. The path is `policy.targets[1].calendar`; empty for the whole. */
export interface Fault {
  path: string;
  message: string;
}

/** What reading an input gives: its value, or everything that is wrong with it. */
export type Read<T> = { ok: true; value: T } | { ok: false; faults: readonly Fault[] };

/**
 * A place in an untrusted document. Readers take one and give a value, or `undefined` after noting a fault;
 * they go on with the rest, so that every fault is found, also those of parts that refer to broken ones.
 */
export interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly faults: Fault[];
}

export type Reader<T> = (place: Place) => T | undefined;

/** Reads a whole document. A fault anywhere means that there is no value. */
export function read<T>(document: unknown, reader: Reader<T>): Read<T> {
  const faults: Fault[] = [];
  const value = reader({ value: document, path: '', faults });
  if (faults.length > 0) return { ok: false, faults };
  if (value === undefined) throw new Error('A reader gave neither a value nor a fault');
  return { ok: true, value };
}

export function fault(place: Place, message: string): undefined {
  place.faults.push({ path: place.path, message });
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const key = (place: Place, name: string): Place => ({
  value: isObject(place.value) && Object.hasOwn(place.value, name) ? place.value[name] : undefined,
  path: place.path === '' ? name : `${place.path}.${name}`,
  faults: place.faults,
});

export const item = (place: Place, index: number): Place => ({
  value: Array.isArray(place.value) ? place.value[index] : undefined,
  path: `${place.path}[${index}]`,
  faults: place.faults,
});

/** Notes everything that is not an object, and every key that is not among the known. Gives whether it is an object. */
export function object(place: Place, known: readonly string[]): boolean {
  if (!isObject(place.value)) {
    fault(place, place.value === undefined ? 'is required' : 'must be an object');
    return false;
  }
  for (const name of Object.keys(place.value)) {
    if (!known.includes(name)) fault(key(place, name), 'is not a known key');
  }
  return true;
}

/** Reads an object whose keys are data: each value by the reader, which is also told the key. */
export function record<T>(
  place: Place,
  reader: (place: Place, name: string) => T | undefined,
): Map<string, T> | undefined {
  if (!isObject(place.value)) return fault(place, place.value === undefined ? 'is required' : 'must be an object');
  const entries = new Map<string, T>();
  for (const name of Object.keys(place.value)) {
    const value = reader(key(place, name), name);
    if (value !== undefined) entries.set(name, value);
  }
  return entries;
}

/** Reads a list; what could not be read is left out of it (its fault is noted). */
export function list<T>(place: Place, reader: (place: Place, index: number) => T | undefined): T[] | undefined {
  if (!Array.isArray(place.value)) return fault(place, place.value === undefined ? 'is required' : 'must be a list');
  return place.value.flatMap((_, index) => {
    const value = reader(item(place, index), index);
    return value === undefined ? [] : [value];
  });
}

export function text(place: Place): string | undefined {
  if (typeof place.value === 'string' && place.value !== '') return place.value;
  return fault(place, place.value === undefined ? 'is required' : 'must be a text that is not empty');
}

export function flag(place: Place): boolean | undefined {
  if (typeof place.value === 'boolean') return place.value;
  return fault(place, place.value === undefined ? 'is required' : 'must be true or false');
}

/** Reads a whole number within bounds (both inclusive). */
export function whole(place: Place, min: number, max = Number.MAX_SAFE_INTEGER): number | undefined {
  const { value } = place;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value;
  if (value === undefined) return fault(place, 'is required');
  const bounds = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  return fault(place, `must be a whole number ${bounds}`);
}

export function oneOf<const T extends string>(place: Place, values: readonly T[]): T | undefined {
  const found = values.find((value) => value === place.value);
  if (found !== undefined) return found;
  return fault(place, place.value === undefined ? 'is required' : `must be one of ${values.join(', ')}`);
}

/** What may be left out or `null`: the reader sees only what is there, the default stands for the rest. */
export function optional<T, D>(place: Place, reader: Reader<T>, otherwise: D): T | D | undefined {
  return place.value === undefined || place.value === null ? otherwise : reader(place);
}
