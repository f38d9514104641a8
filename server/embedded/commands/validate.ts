import { countValue } from '../bson/numbers.js';
import { inspect } from '../storage/inspect.js';
import { booleanField, checkFields, targetOf } from './arguments.js';
import { existing } from './collections.js';
import type { Handler } from './context.js';

/** Compares every index with the documents. */
export const validate: Handler = async (context) => {
  const { engine, command, pace } = context;
  checkFields(command, ['full', 'repair', 'metadata', 'checkBSONConformance', 'background']);
  booleanField(command, 'full');
  const target = targetOf(context);
  const collection = existing(target);
  const found = await inspect(engine.environment, collection, pace);
  return {
    ns: target.namespace,
    nInvalidDocuments: countValue(found.damaged),
    nrecords: countValue(found.documents),
    nIndexes: countValue(collection.indexes.length),
    keysPerIndex: Object.fromEntries([...found.keys].map(([name, keys]) => [name, countValue(keys)])),
    indexDetails: Object.fromEntries(
      [...found.keys].map(([name]) => [name, { valid: !found.faults.some((fault) => fault.index === name) }]),
    ),
    valid: found.faults.length === 0 && found.damaged === 0,
    repaired: false,
    warnings: [],
    errors: found.faults.map((fault) => fault.text),
    extraIndexEntries: [],
    missingIndexEntries: [],
    corruptRecords: [],
    ok: 1,
  };
};
