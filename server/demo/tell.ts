import type { Desk } from '../desk.js';
import { SYSTEM } from '../domain/access/access.js';
import { formatInstant, type Seconds } from '../domain/time/instant.js';
import { ADMINS, HELPDESK, TURNS, VIEWS } from './cast.js';
import type { Intent, Step } from './plan.js';
import { WORDS } from './texts.js';

/** Calls the API as somebody of the cast; throws where the answer is no success. */
export type Call = (
  as: string,
  method: string,
  path: string,
  body?: Record<string, unknown>,
) => Promise<{ id: string; body: unknown }>;

type IntentStep = Extract<Step, { type: 'intent' }>;

interface Stage {
  desk: Desk;
  call: Call;
  /** Deals where the provider may not write to the customer. */
  viaPartner: ReadonlySet<string>;
  setNow(at: Seconds): void;
  /** Consumers that the story leaves alone: nobody gets mail about the past. */
  silent: readonly string[];
}

const DAY = 86_400;
const AGENTS = ['ada', 'ben', 'chloe'] as const;

/** Tells the story: each step by the API, at its own time, with all that falls due on the way. */
export async function tell(steps: readonly Step[], start: Seconds, stage: Stage): Promise<void> {
  await takeTurns(stage.call);
  await keepViews(stage.call);
  const tickets = new Map<number, string>();
  const outages = new Map<number, string>();
  /** What somebody wanted to bring to an end when it could not be: they come back to it every day. */
  let putOff: IntentStep[] = [];
  let swept = 0;
  const sweep = async (at: Seconds) => {
    stage.setNow(at);
    await stage.desk.sweeps.runAll(['credit-run']);
    await stage.desk.consumers.drain(stage.silent);
    swept = at;
  };
  const pursue = async (step: IntentStep) => {
    if (!(await carryOut(step, tickets.get(step.ticket) ?? '', stage))) putOff.push(step);
  };
  for (const step of steps) {
    if (step.at - swept >= DAY) {
      await sweep(step.at);
      const again = putOff;
      putOff = [];
      for (const intent of again) await pursue(intent);
    }
    stage.setNow(step.at);
    if (step.type === 'intent') {
      // Whose turn it is may have changed by itself since the last step.
      await stage.desk.sweeps.runNamed('tickets-due');
      await pursue(step);
    } else await act(step, stage, tickets, outages);
  }
  await sweep(start);
}

/** Who is on call, now that those who take turns are there. */
async function takeTurns(call: Call): Promise<void> {
  for (const { by, rota, turns } of TURNS) await call(by, 'PATCH', `/rotas/${rota}`, { version: 1, ...turns });
}

/** What each desk looks at first thing: a view that all of it see, pinned by those who work there. */
async function keepViews(call: Call): Promise<void> {
  for (const { by, pinnedBy, view } of VIEWS) {
    const { id } = await call(by, 'POST', '/views', { ...view, shared: true });
    for (const person of pinnedBy) await call(person, 'PUT', '/views/pinned', { views: [id] });
  }
}

async function act(
  step: Exclude<Step, IntentStep>,
  stage: Stage,
  tickets: Map<number, string>,
  outages: Map<number, string>,
): Promise<void> {
  const { call } = stage;
  const outage = () => outages.get('outage' in step ? step.outage : -1) ?? '';
  switch (step.type) {
    case 'log':
      tickets.set(step.ticket, (await call(loggerOf(step), 'POST', '/tickets', withoutDealFor(step))).id);
      return;
    case 'decide':
      return decide(step, tickets.get(step.ticket) ?? '', stage);
    case 'stranger':
      tickets.set(step.ticket, (await call('ben', 'POST', '/tickets', step.body)).id);
      return;
    case 'outage': {
      const body = { ...step.body, startedAt: formatInstant(Number(step.body.startedAt)) };
      outages.set(step.outage, (await call('ada', 'POST', '/outages', body)).id);
      return;
    }
    case 'outage-update':
      await call('ada', 'POST', `/outages/${outage()}/updates`, {
        text: step.text,
        ...(step.impact && { impact: step.impact }),
      });
      return;
    case 'outage-end':
      await call('ada', 'POST', `/outages/${outage()}/end`, {});
      return;
    case 'maintenance': {
      const { startsAt, endsAt, ...rest } = step.body;
      const body = { ...rest, startsAt: formatInstant(Number(startsAt)), endsAt: formatInstant(Number(endsAt)) };
      await call('ada', 'POST', '/maintenance', body);
      return;
    }
    case 'credit-run':
      await call('fiona', 'POST', '/credit-runs', { month: step.month });
  }
}

function loggerOf({ by, deal }: Extract<Step, { type: 'log' }>): string {
  if (by === 'partner' && deal.partner !== null) return `demo-${deal.partner}`;
  return by === 'customer' ? deal.contact.email : 'ben';
}

/** A customer does not name a deal by its number. */
function withoutDealFor({ by, body }: Extract<Step, { type: 'log' }>): Record<string, unknown> {
  if (by !== 'customer') return body;
  const { deal: _, ...rest } = body;
  return rest;
}

/** Answers what is asked about an upgrade; where nothing is, or somebody else is asked, nothing. */
async function decide(
  { partner, decision }: Extract<Step, { type: 'decide' }>,
  id: string,
  { desk, call, silent }: Stage,
): Promise<void> {
  const as = partner === null ? 'root' : (ADMINS[partner] ?? '');
  // What a ticket asks becomes an approval by what follows the log.
  await desk.consumers.drain(silent);
  const { body } = await call(as, 'GET', `/approvals?state=pending&ticket=${id}`);
  const { items } = body as { items: readonly { id: string; may: readonly string[] }[] };
  const asked = items.find(({ may }) => may.includes(decision));
  if (!asked) return;
  await call(as, 'POST', `/approvals/${asked.id}/${decision}`, {});
  await desk.consumers.drain(silent);
}

/**
 * Does what is meant by whoever's turn it is; where the ticket has gone another way meanwhile, nothing. Gives whether that
 * was all: `false` where it was to be solved and still is.
 */
async function carryOut(
  { intent, words }: IntentStep,
  id: string,
  { desk, call, viaPartner }: Stage,
): Promise<boolean> {
  const { state } = await desk.tickets.get(SYSTEM, id);
  const { court, origin } = state;
  const partner = origin.partner?.id ?? null;
  const customer = state.requester.email;
  const text = WORDS[intent][words % WORDS[intent].length] ?? '';
  const post = (as: string, verb: string, body: Record<string, unknown>) =>
    call(as, 'POST', `/tickets/${id}/${verb}`, body);
  const known = origin.customer !== null;
  if (intent === 'rate') {
    if (state.status === 'solved' && known) await post(customer, 'rating', { score: 1 + (words % 5), words: text });
    return true;
  }
  if (state.status !== 'open') return true;
  // Nobody is done with a request that is not decided on.
  if (intent === 'solve' && state.upgrade?.state === 'pending') return false;
  if (intent === 'reply' || court === 'customer') {
    if (court === 'customer' && known) await post(customer, 'replies', { text });
    return intent !== 'solve';
  }
  const isPartner = court === 'partner' && partner !== null;
  const as = isPartner ? (HELPDESK[partner] ?? '') : (AGENTS[words % AGENTS.length] ?? 'ada');
  const mayWrite = isPartner || origin.deal === null || !viaPartner.has(origin.deal);
  await inCourt(intent, { as, isPartner, partner, mayWrite, assigned: state.assignee !== null, text, post });
  return true;
}

interface Turn {
  as: string;
  isPartner: boolean;
  partner: string | null;
  mayWrite: boolean;
  assigned: boolean;
  text: string;
  post(as: string, verb: string, body: Record<string, unknown>): Promise<unknown>;
}

async function inCourt(
  intent: Exclude<Intent, 'reply' | 'rate'>,
  { as, isPartner, partner, mayWrite, assigned, text, post }: Turn,
): Promise<void> {
  switch (intent) {
    case 'answer':
      if (!assigned) await post(as, 'claim', {});
      await post(as, 'replies', { text, visibility: mayWrite ? 'customer' : 'desks' });
      return;
    case 'pass':
      if (isPartner || partner !== null)
        await post(as, 'court', { court: isPartner ? 'provider' : 'partner', note: text });
      return;
    case 'ask':
      await post(as, 'court', { court: 'customer', note: text });
      return;
    case 'solve':
      await post(as, 'solve', mayWrite ? { text, visibility: 'customer' } : {});
  }
}
