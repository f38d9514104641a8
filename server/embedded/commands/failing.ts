import { type Document, isDocument } from '../bson/types.js';
import { compileFilter } from '../language/match.js';
import { typeName } from '../language/values.js';
import { valuesAt } from './values.js';

// Why a document fails a validator, in the form of MongoDB's `errInfo.details`. Each condition is asked by itself.

const holds = (filter: Document, document: Document): boolean => compileFilter(filter).matches(document);

/** The details of a validator that a document fails. */
export function failingDetails(validator: Document, document: Document): Document {
  const failing = clausesOf(validator)
    .map((clause, index) => ({ clause, index }))
    .filter(({ clause }) => !holds(clause, document));
  const [only] = failing;
  if (only && clausesOf(validator).length === 1) return clauseDetails(only.clause, document);
  return {
    operatorName: '$and',
    clausesNotSatisfied: failing.map(({ clause, index }) => ({ index, details: clauseDetails(clause, document) })),
  };
}

/** A filter's conditions one by one, each operator of a field by itself. */
function clausesOf(filter: Document): Document[] {
  return Object.entries(filter).flatMap(([name, value]): Document[] => {
    if (name.startsWith('$') || !isDocument(value)) return [{ [name]: value }];
    const operators = Object.entries(value);
    if (!operators[0]?.[0].startsWith('$') || Object.hasOwn(value, '$options')) return [{ [name]: value }];
    return operators.map(([operator, operand]) => ({ [name]: { [operator]: operand } }));
  });
}

function clauseDetails(clause: Document, document: Document): Document {
  const [name = '', value] = Object.entries(clause)[0] ?? [];
  if (name === '$jsonSchema' && isDocument(value)) {
    return { operatorName: name, schemaRulesNotSatisfied: schemaRules(value, document) };
  }
  if (name.startsWith('$')) return { operatorName: name, specifiedAs: clause, reason: 'expression did not match' };
  const [operator] = isDocument(value) ? Object.keys(value) : [];
  const operatorName = operator?.startsWith('$') ? operator : '$eq';
  return { operatorName, specifiedAs: clause, ...consideredOf(operatorName, valuesAt(document, name.split('.'))) };
}

function consideredOf(operator: string, values: readonly unknown[]): Document {
  const [value] = values;
  if (values.length === 0) return { reason: 'field was missing' };
  const considered = values.length === 1 ? { consideredValue: value } : { consideredValues: values };
  if (operator !== '$type' && operator !== 'bsonType' && operator !== 'type')
    return { reason: REASONS[operator] ?? 'comparison failed', ...considered };
  return { reason: 'type did not match', ...considered, consideredType: typeName(value) };
}

const REASONS: Readonly<Record<string, string>> = {
  $in: 'no matching value found in array',
  enum: 'value was not found in enum',
  $regex: 'regular expression did not match',
  pattern: 'regular expression did not match',
  minLength: 'specified string length was not satisfied',
  maxLength: 'specified string length was not satisfied',
  minItems: 'array did not match specified length',
  maxItems: 'array did not match specified length',
  uniqueItems: 'found a duplicate item',
};

/** Keywords that say nothing by themselves. */
const SILENT = new Set(['title', 'description', 'exclusiveMinimum', 'exclusiveMaximum', 'patternProperties']);
/** What a keyword is asked together with: it means nothing, or something else, without. */
function companionsOf(keyword: string, schema: Document): Document {
  if (keyword === 'minimum') return { exclusiveMinimum: schema.exclusiveMinimum };
  if (keyword === 'maximum') return { exclusiveMaximum: schema.exclusiveMaximum };
  if (keyword !== 'additionalProperties') return {};
  // Of the properties only the names matter here.
  const anything = (named: unknown) =>
    isDocument(named) ? Object.fromEntries(Object.keys(named).map((name) => [name, {}])) : undefined;
  return { properties: anything(schema.properties), patternProperties: anything(schema.patternProperties) };
}

/** The keywords of a schema that a document does not satisfy. */
function failingKeywords(schema: Document, satisfies: (part: Document) => boolean): [string, Document][] {
  return Object.keys(schema)
    .filter((keyword) => !SILENT.has(keyword))
    .map((keyword): [string, Document] => [keyword, { [keyword]: schema[keyword] }])
    .filter(([keyword, part]) => {
      const companions = Object.entries(companionsOf(keyword, schema)).filter(([, value]) => value !== undefined);
      return !satisfies({ ...part, ...Object.fromEntries(companions) });
    });
}

function schemaRules(schema: Document, document: Document): Document[] {
  const failing = failingKeywords(schema, (part) => holds({ $jsonSchema: part }, document));
  return failing.map(([keyword, part]): Document => {
    const { required, properties } = schema;
    if (keyword === 'required' && Array.isArray(required)) {
      const missing = required.filter((name: unknown) => typeof name === 'string' && !Object.hasOwn(document, name));
      return { operatorName: keyword, specifiedAs: part, missingProperties: missing };
    }
    if (keyword === 'properties' && isDocument(properties)) {
      return { operatorName: keyword, propertiesNotSatisfied: failingProperties(properties, document) };
    }
    return { operatorName: keyword, specifiedAs: part, reason: 'the rule was not satisfied' };
  });
}

function failingProperties(properties: Document, document: Document): Document[] {
  return Object.entries(properties).flatMap(([propertyName, schema]): Document[] => {
    if (!isDocument(schema) || !Object.hasOwn(document, propertyName)) return [];
    const value = document[propertyName];
    const satisfies = (part: Document) => holds({ $jsonSchema: { properties: { [propertyName]: part } } }, document);
    const failing = failingKeywords(schema, satisfies);
    if (failing.length === 0) return [];
    const details = failing.map(([keyword, part]): Document => {
      if (isDocument(value) && (keyword === 'properties' || keyword === 'required')) {
        return schemaRules(part, value)[0] ?? {};
      }
      return { operatorName: keyword, specifiedAs: part, ...consideredOf(keyword, [value]) };
    });
    const { description } = schema;
    return [{ propertyName, ...(description !== undefined && { description }), details }];
  });
}
