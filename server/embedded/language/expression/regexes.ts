import { BSONRegExp, Int32 } from 'bson';
import { failAt } from '../../errors.js';
import { compileRegex } from '../regex.js';
import { isNullish, textOf, typeName } from '../values.js';
import { missing, named, type OperatorCompiler, type OperatorTable, optionally } from './types.js';

type Run = (regex: RegExp, text: string) => unknown;

function regexOperator(run: Run, absent: unknown): OperatorCompiler {
  return (operand, compiler, name) => {
    const spec = named(operand, name, ['input', 'regex'], ['options'], {
      notObject: 51103,
      unknown: 31024,
      missing: { input: 31022, regex: 31023 },
    });
    const input = optionally(spec, 'input', compiler) ?? missing;
    const pattern = optionally(spec, 'regex', compiler) ?? missing;
    const flags = optionally(spec, 'options', compiler);
    return (frame) => {
      const text = input(frame);
      const regex = regexOf(pattern(frame), flags ? flags(frame) : undefined, name);
      if (isNullish(text)) return absent;
      const subject = textOf(text) ?? failAt(51104, `${name} needs 'input' to be of type string`);
      return regex ? run(regex, subject) : absent;
    };
  };
}

function regexOf(pattern: unknown, flags: unknown, name: string): RegExp | undefined {
  if (!isNullish(flags) && typeof flags !== 'string') failAt(51106, `${name} needs 'options' to be of type string`);
  if (isNullish(pattern)) return undefined;
  if (pattern instanceof BSONRegExp) {
    if (pattern.options !== '' && typeof flags === 'string') {
      failAt(51107, `${name}: found regex options specified in both 'regex' and 'options' fields`);
    }
    return compileRegex(pattern.pattern, typeof flags === 'string' ? flags : pattern.options, 51111);
  }
  if (typeof pattern !== 'string')
    return failAt(51105, `${name} needs 'regex' to be of type string or regex, not ${typeName(pattern)}`);
  return compileRegex(pattern, typeof flags === 'string' ? flags : '', 51111);
}

function described(match: RegExpMatchArray, text: string) {
  return {
    match: match[0],
    idx: new Int32([...text.slice(0, match.index ?? 0)].length),
    captures: match.slice(1).map((capture) => capture ?? null),
  };
}

/** Operators that search strings by regular expressions. */
export const REGEXES: OperatorTable = {
  $regexMatch: regexOperator((regex, text) => regex.test(text), false),
  $regexFind: regexOperator((regex, text) => {
    const match = text.match(regex);
    return match ? described(match, text) : null;
  }, null),
  $regexFindAll: regexOperator((regex, text) => {
    const matches = [...text.matchAll(new RegExp(regex.source, `${regex.flags}g`))];
    // MongoDB stops at the end of the text: nothing is found there, unless there is nothing before.
    const within = matches.filter((match) => text === '' || (match.index ?? 0) < text.length);
    return within.map((match) => described(match, text));
  }, []),
};
