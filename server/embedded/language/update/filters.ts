import { fail } from '../../errors.js';
import { compileFilter } from '../match.js';
import { show } from '../show.js';
import { type Document, isDocument } from '../values.js';

/** The array filters of an update by their identifiers. */
export function arrayFiltersOf(
  filters: readonly Document[],
  collation: Document | undefined,
): Map<string, (element: unknown) => boolean> {
  const byIdentifier = new Map<string, (element: unknown) => boolean>();
  for (const filter of filters) {
    const identifier = identifierOf(filter);
    if (identifier === undefined) {
      fail('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters');
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
      fail(
        'BadValue',
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
      );
    }
    if (byIdentifier.has(identifier)) {
      fail('FailedToParse', `Found multiple array filters with the same top-level field name ${identifier}`);
    }
    const compiled = compileFilter(filter, { collation });
    byIdentifier.set(identifier, (element) => compiled.matches({ [identifier]: element }));
  }
  return byIdentifier;
}

/** The one name that all fields of an array filter begin with. */
function identifierOf(filter: Document): string | undefined {
  let identifier: string | undefined;
  for (const name of namesOf(filter)) {
    const first = name.split('.')[0] ?? '';
    if (identifier !== undefined && identifier !== first) {
      fail(
        'FailedToParse',
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${identifier}' and '${first}'`,
      );
    }
    identifier = first;
  }
  return identifier;
}

function namesOf(filter: Document): string[] {
  return Object.keys(filter).flatMap((name) => {
    if (!name.startsWith('$')) return [name];
    const arms = filter[name];
    if (!Array.isArray(arms)) return [];
    return arms.flatMap((arm: unknown) =>
      isDocument(arm) ? namesOf(arm) : fail('BadValue', `${name} entries need to be full objects: ${show(arm)}`),
    );
  });
}
