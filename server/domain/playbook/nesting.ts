import { CST, Lexer } from 'yaml';

const DEEPEST_COLUMN = 240;
const DEEPEST_BRACKET = 40;

/**
 * Where a text is nested so deep that it could exhaust the stack of what composes it, as an offset; `undefined` if
 * nowhere. Only brackets, and marks that stand further and further right, nest; the lexer counts both without recursion.
 */
export function tooDeepAt(source: string): number | undefined {
  let offset = 0;
  let lineStart = 0;
  let brackets = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    const type = isScalar ? 'scalar' : CST.tokenType(lexeme);
    isScalar = lexeme === CST.SCALAR;
    if (isMark(lexeme)) continue;
    if (type === 'flow-map-start' || type === 'flow-seq-start') brackets++;
    if (type === 'flow-map-end' || type === 'flow-seq-end') brackets--;
    const isIndicator = type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind';
    const isDeepBlock = isIndicator && brackets <= 0 && offset - lineStart > DEEPEST_COLUMN;
    if (brackets > DEEPEST_BRACKET || isDeepBlock) return offset;
    const lastBreak = lexeme.lastIndexOf('\n');
    if (lastBreak >= 0) lineStart = offset + lastBreak + 1;
    offset += lexeme.length;
  }
  return undefined;
}

/** The lexer's own marks, which are not in the text. */
const isMark = (lexeme: string): boolean => lexeme === CST.SCALAR || lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END;
