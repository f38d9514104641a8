import { NounList } from '../parties/list.js';
import { nounOf } from '../parties/nouns.js';

/** The partner's own rotas. */
export function Component() {
  return <NounList noun={nounOf('rotas')} />;
}
