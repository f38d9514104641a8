import type { Model } from 'mongoose';

/** The names of a schema's own fields, by schema. */
const fieldsOf = new WeakMap<object, ReadonlySet<string>>();

function fields({ schema }: Model<never>): ReadonlySet<string> {
  const known = fieldsOf.get(schema);
  if (known) return known;
  const names = new Set(Object.keys(schema.paths).map((path) => path.split('.', 1)[0] ?? path));
  fieldsOf.set(schema, names);
  return names;
}

/**
 * Inserts one document whose fields have the types that they are stored as. Casting and validating each part of a large
 * one takes longer than storing it does; so only names that the schema does not know are refused here. Throws the
 * store's error where the id or a unique key is taken.
 */
export async function insertNew<D>(model: Model<D>, document: D & { _id: unknown }): Promise<void> {
  const known = fields(model as never);
  const unknown = Object.keys(document).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`${model.modelName} has no fields ${unknown.join(', ')}`);
  const whole = model.applyDefaults({ ...document } as never);
  await model.collection.insertOne(whole, { ignoreUndefined: true });
}
