import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, page, paging, showInstant } from '../../platform/http/wire.js';
import { Problem } from '../../platform/problems.js';
import type { Agreed } from './calculation.js';
import type { LedgerService } from './ledger.js';
import { notePdf } from './note-pdf.js';
import { type Names, presentCredit, presentWhole } from './present.js';
import type { CreditRuns } from './run-record.js';
import type { CreditNow, CreditService } from './service.js';
import { BalanceAnswer, CreditAnswer, CreditFilters, EntryAnswer, lastDayOf, RunAnswer, RunBody } from './wire.js';

interface Dependencies {
  credits: CreditService;
  ledger: LedgerService;
  runs: CreditRuns;
  issuer: string;
  namesOf(credits: readonly CreditNow[]): Promise<Names>;
  /** A subscription that the caller may see, with what its credits follow from. */
  agreedFor(caller: Caller, subscription: string): Promise<Agreed>;
}

const tag = 'Credits';

/** Credits, runs and the ledger over the API. */
export const creditRoutes = (dependencies: Dependencies): Route[] => [
  ...lookingRoutes(dependencies),
  ...runRoutes(dependencies),
  ...commandRoutes(dependencies),
  ...ledgerRoutes(dependencies),
];

function lookingRoutes({ credits, namesOf, issuer, agreedFor }: Dependencies): Route[] {
  return [
    route({
      ...{ method: 'get', path: '/credits', summary: 'Credits, the latest period first', tag },
      may: 'credits:see',
      query: CreditFilters,
      answers: { 200: page(CreditAnswer) },
      run: async ({ caller, query }) => {
        const found = await credits.list(caller, query);
        const names = await namesOf(found.items);
        return { body: { ...found, items: found.items.map((now) => presentCredit(now, caller, names)) } };
      },
    }),
    route({
      ...{ method: 'get', path: '/credits/:id', summary: 'One credit with its whole calculation', tag },
      may: 'credits:see',
      params: byId,
      answers: { 200: CreditAnswer },
      run: async ({ caller, params }) => {
        const now = await credits.one(caller, params.id);
        return { body: presentWhole(now, caller, await namesOf([now])) };
      },
    }),
    route({
      ...{ method: 'get', path: '/credits/:id/note.pdf', summary: 'The credit note', tag },
      may: 'credits:see',
      params: byId,
      answers: { 200: null },
      run: async ({ caller, params }) => {
        const now = await credits.one(caller, params.id);
        const shown = presentWhole(now, caller, await namesOf([now]));
        const { amount, number } = shown;
        if (amount === null || number === null) throw new Problem('not-found');
        const content = await notePdf(issuer, { ...shown, amount, number });
        return { bytes: { type: 'application/pdf', content, name: `${number}.pdf` } };
      },
    }),
    route({
      ...{
        method: 'get',
        path: '/subscriptions/:id/uptime',
        summary: 'Uptime of a period, an estimate while it runs',
        tag,
      },
      may: 'credits:see',
      params: byId,
      query: z.strictObject({ period: z.string().max(10) }),
      answers: { 200: z.record(z.string(), z.unknown()) },
      run: async ({ caller, params, query }) => {
        const output = await credits.preview(await agreedFor(caller, params.id), query.period);
        if (!output) throw new Problem('not-found', 'The subscription has no such period.');
        return { body: { ...output } };
      },
    }),
  ];
}

function runRoutes({ credits, runs }: Dependencies): Route[] {
  return [
    route({
      ...{
        method: 'post',
        path: '/credit-runs',
        summary: 'Calculate every period that has ended and has no record yet',
        tag,
      },
      may: 'credits:run',
      body: RunBody,
      answers: { 200: RunAnswer },
      run: async ({ caller, command, body: { through: named, month, dryRun } }) => {
        const through = named ?? lastDayOf(month ?? '');
        const outcome = await credits.run(caller, through, { dryRun });
        if (!dryRun) await runs.note(command, through, outcome);
        return { body: outcome };
      },
    }),
  ];
}

function commandRoutes({ credits, namesOf }: Dependencies): Route[] {
  const done = async (now: CreditNow, caller: Caller) => ({ body: presentWhole(now, caller, await namesOf([now])) });
  const answers = { 200: CreditAnswer };
  const verb = (name: 'approve' | 'void', summary: string) =>
    route({
      ...{ method: 'post', path: `/credits/:id/${name}`, summary, tag },
      may: 'credits:run',
      params: byId,
      answers,
      run: async ({ caller, command, params }) => done(await credits[name](caller, command, params.id), caller),
    });
  const own = (name: 'dispute' | 'claim', summary: string) =>
    route({
      ...{ method: 'post', path: `/credits/:id/${name}`, summary, tag },
      may: 'credits:see',
      params: byId,
      answers,
      run: async ({ caller, command, params }) => done(await credits[name](caller, command, params.id), caller),
    });
  const used = (name: 'apply' | 'pay', field: 'invoice' | 'reference', summary: string) =>
    route({
      ...{ method: 'post', path: `/credits/:id/${name}`, summary, tag },
      may: 'credits:run',
      params: byId,
      body: z.strictObject({ [field]: z.string().trim().min(1).max(100) }),
      answers,
      run: async ({ caller, command, params, body }) =>
        done(await credits[name](caller, command, params.id, String((body as Record<string, string>)[field])), caller),
    });
  return [
    verb('approve', 'Let a credit be issued, or settle its dispute'),
    verb('void', 'Void a credit; what was issued is taken back in the ledger'),
    own('dispute', 'Say that the calculation is wrong'),
    own('claim', 'Claim a credit that waits for it'),
    used('apply', 'invoice', 'Set an issued credit off against an invoice'),
    used('pay', 'reference', 'Note that an issued credit was paid out'),
  ];
}

function ledgerRoutes({ ledger }: Dependencies): Route[] {
  return [
    route({
      ...{ method: 'get', path: '/ledger/entries', summary: 'Journal entries, the newest first', tag },
      may: 'credits:run',
      query: z.strictObject(paging),
      answers: { 200: page(EntryAnswer) },
      run: async ({ query }) => {
        const found = await ledger.entries(query);
        const items = found.items.map(({ _id, at, ...entry }) => ({ id: _id, at: showInstant(at), ...entry }));
        return { body: { ...found, items } };
      },
    }),
    route({
      ...{ method: 'get', path: '/ledger/balances', summary: 'The balance of every account', tag },
      may: 'credits:run',
      answers: { 200: z.object({ items: z.array(BalanceAnswer) }) },
      run: async () => ({ body: { items: await ledger.balances() } }),
    }),
  ];
}
