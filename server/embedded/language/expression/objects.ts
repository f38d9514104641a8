import { createHash } from 'node:crypto';
import { Binary, calculateObjectSize, Int32, Long } from 'bson';
import { failAt } from '../../errors.js';
import { keyOf } from '../keys.js';
import { show } from '../show.js';
import {
  copyOf,
  type Document,
  fieldOf,
  isDocument,
  isNullish,
  setField,
  textOf,
  typeName,
  withoutFields,
} from '../values.js';
import { fixed, missing, named, type OperatorCompiler, type OperatorTable, unary, variadic } from './types.js';

const getField: OperatorCompiler = (operand, compiler) => {
  const isNamed = isDocument(operand) && ('field' in operand || 'input' in operand);
  const spec = isNamed
    ? named(operand, '$getField', ['field', 'input'], [], {
        notObject: 3041701,
        unknown: 3041701,
        missing: { field: 3041702, input: 3041703 },
      })
    : { field: operand, input: '$$CURRENT' };
  const [name = missing] = fixed(spec.field, compiler, '$getField', 1);
  const input = compiler.compile(spec.input);
  return (frame) => {
    const field = name(frame);
    if (typeof field !== 'string')
      return failAt(3041704, `$getField requires 'field' to evaluate to type String, but got ${typeName(field)}`);
    const source = input(frame);
    if (isNullish(source)) return source === null ? null : undefined;
    return isDocument(source) ? fieldOf(source, field) : undefined;
  };
};

const setFieldOf =
  (operator: '$setField' | '$unsetField'): OperatorCompiler =>
  (operand, compiler) => {
    const required = operator === '$setField' ? ['field', 'input', 'value'] : ['field', 'input'];
    const spec = named(operand, operator, required, [], {
      notObject: 4161100,
      unknown: 4161101,
      missing: { field: 4161102, value: 4161103, input: 4161109 },
    });
    const name = compiler.compile(spec.field)({ root: undefined, slots: [] });
    if (name === undefined) failAt(4161108, `${operator} requires 'field' to evaluate to a constant`);
    if (typeof name !== 'string')
      failAt(4161107, `${operator} requires 'field' to evaluate to type String, but got ${typeName(name)}`);
    const input = compiler.compile(spec.input);
    const value = operator === '$setField' ? compiler.compile(spec.value) : missing;
    return (frame) => {
      const source = input(frame);
      if (isNullish(source)) return null;
      if (!isDocument(source)) return failAt(4161105, `${operator} requires 'input' to evaluate to type Object`);
      const content = value(frame);
      if (content === undefined) return withoutFields(source, (field) => field === name);
      const result = copyOf(source);
      setField(result, name, content);
      return result;
    };
  };

function mergeObjects(values: readonly unknown[]): Document {
  const result: Document = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value))
      return failAt(
        40400,
        `$mergeObjects requires object inputs, but input ${show(value)} is of type ${typeName(value)}`,
      );
    for (const name of Object.keys(value)) setField(result, name, value[name]);
  }
  return result;
}

/** Operators on documents, and those that measure values. */
export const OBJECTS: OperatorTable = {
  $getField: getField,
  $setField: setFieldOf('$setField'),
  $unsetField: setFieldOf('$unsetField'),
  $mergeObjects: variadic((values) =>
    mergeObjects(values.length === 1 && Array.isArray(values[0]) ? values[0] : values),
  ),
  $objectToArray: unary((value) => {
    if (isNullish(value)) return null;
    if (!isDocument(value)) return failAt(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
    return Object.keys(value).map((name) => ({ k: name, v: value[name] }));
  }),
  $bsonSize: unary((value) => {
    if (isNullish(value)) return null;
    if (!isDocument(value)) return failAt(31393, `$bsonSize requires a document input, found: ${typeName(value)}`);
    return new Int32(calculateObjectSize(value));
  }),
  $binarySize: unary((value) => {
    if (isNullish(value)) return null;
    const text = textOf(value);
    if (text !== undefined) return new Int32(Buffer.byteLength(text));
    if (value instanceof Binary) return new Int32(value.position);
    return failAt(51276, `$binarySize requires a string or BinData argument, found: ${typeName(value)}`);
  }),
  $toHashedIndexKey: unary((value) =>
    Long.fromBigInt(createHash('md5').update(keyOf(value)).digest().readBigInt64LE(0)),
  ),
};
