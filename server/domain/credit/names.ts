import { fault, key, list, type Place, text } from '../input/reader.js';

/** Reads a list of names, such as components: at least one, none twice. */
export function names(place: Place): string[] | undefined {
  const seen = new Set<string>();
  const read = list(place, (it) => {
    const name = text(it);
    if (name !== undefined && seen.has(name)) return fault(it, `${name} is named twice`);
    if (name !== undefined) seen.add(name);
    return name;
  });
  return read && Array.isArray(place.value) && place.value.length === 0 ? fault(place, 'must not be empty') : read;
}

/** Reads a list of things that have an `id`, none of them twice. */
export function identified<T extends { id: string }>(
  place: Place,
  reader: (place: Place) => T | undefined,
): T[] | undefined {
  const seen = new Set<unknown>();
  return list(place, (it) => {
    const id = key(it, 'id');
    if (typeof id.value === 'string' && seen.has(id.value)) fault(id, `${id.value} is there already`);
    seen.add(id.value);
    return reader(it);
  });
}
