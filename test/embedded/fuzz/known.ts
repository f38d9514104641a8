import { EJSON } from 'bson';
import type { Answer, Difference } from './compare.js';

/** Arrays in two fields of one index are refused where there is the index alone. */
export const needsMoreOfAnIndex = ({ mine }: Difference): boolean => 'refused' in mine && mine.refused === 171;

const NOTHING = /"n":(0|\{"\$numberInt":"0"\})/;

type Test = (asked: string, difference: Difference) => boolean;

const refusedBy = (answer: Answer, ...codes: number[]): boolean =>
  'refused' in answer && codes.includes(answer.refused);

/** The same documents, in another order. */
const sameSet = ({ mine, other }: Difference): boolean =>
  'told' in mine && 'told' in other && [...mine.told].sort().join('') === [...other.told].sort().join('');

/** Where DocumentDB, the server that we compare with, is known to differ from MongoDB; MongoDB's own source decided each. */
const OTHERS: Readonly<Record<string, Test>> = {
  'refuses with another number': (_, { mine, other }) => 'refused' in mine && 'refused' in other,
  'looks at an update only where it finds something': (_, { mine, other }) =>
    refusedBy(mine, 2, 9, 40, 52) && 'told' in other && NOTHING.test(other.told),
  'undoes an update of many when one is refused': (_, { after, mine }) => after !== undefined && 'told' in mine,
  'finds something by $all of nothing, beside an _id': (asked) => /"\$all":\[\]/.test(asked),
  'does not count a document that is left as it was': (asked, { mine, other }) =>
    /findAndModify/.test(asked) && 'told' in mine && 'told' in other && NOTHING.test(other.told),
  'makes no empty array where nothing is added or all is cut': (asked) => /"\$each":\[\]|"\$slice"/.test(asked),
  'makes documents for what it does not pull': (asked) => /\$pull/.test(asked),
  'merges $unset with the stage that follows': (asked) => /\{"\$unset":[^{]*\},\{/.test(asked),
  'gives another one of equal distinct numbers': (asked) => /"command":"distinct"/.test(asked),
  'sorts empty arrays after null, and by parallel arrays': (asked, difference) =>
    /"sort":\{"(?!_id)/.test(asked) &&
    (sameSet(difference) || refusedBy(difference.mine, 2) || /findAndModify|limit|skip/.test(asked)),
  'lets $, $[], $[x] and $rename pass over what is missing': (asked, { mine }) =>
    'refused' in mine && /\.\$(\[|[."])|\$rename/.test(asked),
  'refuses to rename what is not there, or makes the place for it': (asked, { mine }) =>
    /\$rename/.test(asked) && 'told' in mine,
  'refuses to unset below what is no array': (asked, { other }) => /\$unset/.test(asked) && refusedBy(other, 2, 28),
  'makes an index of two arrays': (_, difference) => needsMoreOfAnIndex(difference),
  'takes NaN for neither less nor greater in $min and $max': (asked) => /\$(min|max)"/.test(asked),
  'counts an addition of nothing as a change': (asked) => /\$(inc|mul)"/.test(asked),
  'cuts decimals where it looks at their bits': (asked) => /\$bits/.test(asked),
  'counts a replacement by the same as a change': (asked) => /"u":(\[|\{(\}|"(?!\$)))/.test(asked),
  'finds no pattern in a symbol': (_, { mine }) => 'told' in mine && /\$symbol/.test(mine.told),
  'takes MinKey and MaxKey not to compare with what is missing': (asked) => /\$m(in|ax)Key/.test(asked),
  'leaves what is missing out of groups, and apart from null': (asked) => /\$(group|sortByCount)/.test(asked),
};

/** Whether a difference is one that is not ours to remove. */
export function isKnownOfOthers(difference: Difference): boolean {
  const asked = EJSON.stringify(difference.step, { relaxed: false });
  return Object.values(OTHERS).some((test) => test(asked, difference));
}
