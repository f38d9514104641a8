import { failAt } from '../../errors.js';
import type { Evaluate, Frame } from '../expression/types.js';
import { copyOf, type Document, hasField, isDocument, setField } from '../values.js';

/** What happens to one field: it is kept, dropped, computed, or looked into. */
export type FieldPlan =
  | { kind: 'keep' }
  | { kind: 'drop' }
  | { kind: 'compute'; evaluate: Evaluate }
  | { kind: 'inside'; plan: Plan };

/** What happens to the fields of a document, in the order of the specification. */
export interface Plan {
  fields: Map<string, FieldPlan>;
  /** Whether something below is computed, so that it is made where it is missing. */
  computes: boolean;
}

/** An empty plan. */
export const emptyPlan = (): Plan => ({ fields: new Map(), computes: false });

/** Adds what happens to the field at a path; two on one path, or on a path and a part of it, collide. */
export function addToPlan(plan: Plan, path: string, leaf: FieldPlan): void {
  const parts = path.split('.');
  let node = plan;
  parts.forEach((part, i) => {
    if (leaf.kind === 'compute') node.computes = true;
    const found = node.fields.get(part);
    if (i === parts.length - 1) {
      if (found) failAt(31250, `Path collision at ${path}`);
      node.fields.set(part, leaf);
      return;
    }
    if (found && found.kind !== 'inside') {
      failAt(31249, `Path collision at ${path} remaining portion ${parts.slice(i + 1).join('.')}`);
    }
    const inside = found ?? { kind: 'inside', plan: emptyPlan() };
    if (!found) node.fields.set(part, inside);
    node = inside.plan;
  });
}

/** Keeps the planned fields of a document, then adds the computed ones. */
export function keepFields(plan: Plan, document: Document, frame: Frame): Document {
  const kept = keptOf(plan, document);
  return plan.computes ? computeFields(plan, kept, frame) : kept;
}

function keptOf(plan: Plan, document: Document): Document {
  const result: Document = {};
  for (const name of Object.keys(document)) {
    const field = plan.fields.get(name);
    if (field?.kind === 'keep') setField(result, name, document[name]);
    else if (field?.kind === 'inside') {
      const value = keptInside(field.plan, document[name]);
      if (value !== undefined) setField(result, name, value);
    }
  }
  return result;
}

function keptInside(plan: Plan, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => keptInside(plan, item));
    // Where something is computed below, the elements that hold nothing become documents.
    return plan.computes ? items : items.filter((item) => item !== undefined);
  }
  return isDocument(value) ? keptOf(plan, value) : undefined;
}

/** Sets the computed fields of a document, in place where they are and else at its end. */
export function computeFields(plan: Plan, document: Document, frame: Frame): Document {
  const result = copyOf(document);
  for (const [name, field] of plan.fields) {
    if (field.kind === 'compute') {
      const value = field.evaluate(frame);
      if (value !== undefined) setField(result, name, value);
      else if (hasField(result, name)) delete result[name];
    } else if (field.kind === 'inside' && field.plan.computes) {
      setField(result, name, computedInside(field.plan, hasField(result, name) ? result[name] : undefined, frame));
    }
  }
  return result;
}

function computedInside(plan: Plan, value: unknown, frame: Frame): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => computedInside(plan, item, frame));
  return computeFields(plan, isDocument(value) ? value : {}, frame);
}

/** Drops the planned fields of a document. */
export function dropFields(plan: Plan, document: Document): Document {
  const result: Document = {};
  for (const name of Object.keys(document)) {
    const field = plan.fields.get(name);
    if (field?.kind === 'drop') continue;
    setField(result, name, field?.kind === 'inside' ? droppedInside(field.plan, document[name]) : document[name]);
  }
  return result;
}

function droppedInside(plan: Plan, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => droppedInside(plan, item));
  return isDocument(value) ? dropFields(plan, value) : value;
}
