import { useParams } from 'react-router';
import { OpenNoun } from '../parties/detail.js';
import { nounOf } from '../parties/nouns.js';

/** One rota of the partner: who is on call, and who stands in. */
export function Component() {
  const { id = '' } = useParams();
  return <OpenNoun noun={nounOf('rotas')} id={id} />;
}
