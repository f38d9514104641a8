import { isDocument, type Value } from '../bson/types.js';

/** The values at a path, as `distinct` takes them: arrays on the way and at the end element by element. */
export function valuesAt(value: Value, path: readonly string[]): Value[] {
  const [name, ...rest] = path;
  if (name === undefined) return Array.isArray(value) ? value : [value];
  if (isDocument(value)) return Object.hasOwn(value, name) ? valuesAt(value[name], rest) : [];
  if (!Array.isArray(value)) return [];
  const within = value.flatMap((element: Value) => (isDocument(element) ? valuesAt(element, path) : []));
  const isPosition = /^(0|[1-9]\d*)$/.test(name) && Number(name) < value.length;
  return isPosition ? [...within, ...valuesAt(value[Number(name)], rest)] : within;
}
