import type {
  DealFacts,
  OriginCaller,
  OriginConfidence,
  OriginEvidence,
  OriginFacts,
  OriginMessage,
  OriginOutput,
  OriginRule,
  OriginType,
} from './facts.js';
import { componentVoice, type Voice, voicesOf, worldOf } from './rules.js';

/** What the rules come to together. */
interface Verdict {
  outcome: 'agreed' | 'disagreed' | 'no-agreement';
  candidates: readonly DealFacts[];
}

/** Says where a message comes from, and why. Takes only what `explain` would have accepted. */
export function determine(facts: OriginFacts, message: OriginMessage): OriginOutput {
  const world = worldOf(facts.deals, message);
  const voices = voicesOf(facts, message, world);
  const verdict = judge(voices, message.caller, world);
  const component = verdict.outcome === 'agreed' && componentVoice(message.component, verdict.candidates);
  if (component) {
    voices.push(component);
    verdict.candidates = [...component.deals];
  }
  const agreed = verdict.outcome === 'agreed' ? verdict.candidates : [];
  const evidence = voices.map((voice) => toEvidence(voice, agreed));
  const settled = settle(agreed, message.caller);
  const type = typeOf(settled);
  return {
    type,
    ...settled,
    confidence: confidenceOf(type, settled, message, evidence),
    triage: settled.deal === null,
    disagreement: verdict.outcome === 'disagreed',
    candidates: sortedIds(verdict.candidates),
    evidence,
  };
}

/** How the deals that the rules named fit together, before `component` has its say. */
function judge(voices: readonly Voice[], caller: OriginCaller, world: readonly DealFacts[]): Verdict {
  const reference = voices.find(({ rule }) => rule === 'deal-reference');
  if (reference && caller !== null) return { outcome: 'agreed', candidates: [...reference.deals] };
  if (voices.every(({ rule }) => rule === 'caller-partner')) {
    return { outcome: 'no-agreement', candidates: voices.length > 0 ? world : [] };
  }
  const strong = voices.filter(({ rule }) => rule !== 'domain');
  const shared = world.filter((deal) => strong.every(({ deals }) => deals.has(deal)));
  if (shared.length === 0 && world.length > 0) {
    const speakers = voices.filter(({ rule }) => !isCaller(rule));
    return { outcome: 'disagreed', candidates: world.filter((deal) => speakers.some(({ deals }) => deals.has(deal))) };
  }
  const domain = voices.find(({ rule }) => rule === 'domain');
  const narrowed = domain ? shared.filter((deal) => domain.deals.has(deal)) : shared;
  return { outcome: 'agreed', candidates: narrowed.length > 0 ? narrowed : shared };
}

const isCaller = (rule: OriginRule): boolean => rule === 'caller-partner' || rule === 'caller-customer';

function toEvidence({ rule, value, deals }: Voice, agreed: readonly DealFacts[]): OriginEvidence {
  const against = agreed.length > 0 && !agreed.some((deal) => deals.has(deal));
  return { rule, value, deals: sortedIds([...deals]), against };
}

interface Settled {
  partner: string | null;
  customer: string | null;
  deal: string | null;
}

/** The deal if one is left; else each party that all share, and always the caller's own. */
function settle(agreed: readonly DealFacts[], caller: OriginCaller): Settled {
  const [only, ...others] = agreed;
  if (only && others.length === 0) return { partner: only.partner, customer: only.customer, deal: only.id };
  const partner = caller && 'partner' in caller ? caller.partner : sharedBy(agreed, (deal) => deal.partner);
  const customer = caller && 'customer' in caller ? caller.customer : sharedBy(agreed, (deal) => deal.customer);
  return { partner, customer, deal: null };
}

function sharedBy(deals: readonly DealFacts[], partyOf: (deal: DealFacts) => string | null): string | null {
  const parties = new Set(deals.map(partyOf));
  const [party] = parties;
  return parties.size === 1 ? (party ?? null) : null;
}

function typeOf({ partner, customer, deal }: Settled): OriginType {
  if (deal !== null) return partner === null ? 'direct-deal' : 'partner-deal';
  if (partner !== null) return 'partner';
  return customer === null ? 'unknown' : 'customer';
}

const WEAK_RULES: readonly OriginRule[] = ['caller-partner', 'domain', 'component'];

function confidenceOf(
  type: OriginType,
  settled: Settled,
  { caller, authenticated }: OriginMessage,
  evidence: readonly OriginEvidence[],
): OriginConfidence {
  if (type === 'unknown') return 'none';
  if (!authenticated) return 'claimed';
  if (caller === null) return 'likely';
  if (type === 'partner' && 'partner' in caller && caller.partner === settled.partner) return 'certain';
  if (type === 'customer' && 'customer' in caller && caller.customer === settled.customer) return 'certain';
  const onlyWeak = evidence.every(({ rule }) => WEAK_RULES.includes(rule));
  return onlyWeak || evidence.some(({ against }) => against) ? 'likely' : 'certain';
}

/** By code units, so that the order is the same on every machine. */
const sortedIds = (deals: readonly DealFacts[]): string[] => deals.map(({ id }) => id).sort();
