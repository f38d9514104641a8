import { resolve } from 'node:path';
import { z } from 'zod';
import { formatPath } from './domain/input/path.js';
import { parseInstant } from './domain/time/instant.js';

const flag = z.enum(['on', 'off']);
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is a port number')
  .transform(Number)
  .refine((n) => n <= 65_535, 'is a port number');
const count = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address beginning ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** Every setting of the desk, by its name in the environment. */
const ENVIRONMENT = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: port.default(3000),
  HOST: z.string().optional(),
  PUBLIC_URL: url('http:', 'https:').optional(),
  TRUST_PROXY: flag.default('off'),
  DATA_DIR: z.string().default('data'),
  STORE_MEMORY_MB: count.pipe(z.int().min(128, 'must be at least 128')).default(512),
  DEMO: flag.optional(),
  DEMO_SEED: z.string().default('1'),
  DEMO_START: z.string().optional(),
  MONGODB_URI: url('mongodb:', 'mongodb+srv:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  SMTP_LISTEN: z.string().optional(),
  MAIL_FROM: z.string().default('desk@desk.example'),
  MAIL_AUTH_SERVER: z.string().optional(),
  OUTBOUND_ALLOW: z.string().default(''),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  PROCESS: z.enum(['web', 'worker', 'all']).default('all'),
  CLOCK: z.enum(['real', 'manual']).default('real'),
  CLOCK_START: z.string().optional(),
  CLOCK_ALLOW: z.literal('1').optional(),
  CREDIT_GRACE_DAYS: count.optional(),
  CREDIT_SECOND_PERSON_FROM: count.or(z.literal('never')).default(10_000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
type Environment = z.output<typeof ENVIRONMENT>;

/** The names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(ENVIRONMENT.shape);

/** The settings as the desk uses them. */
export interface Config {
  production: boolean;
  port: number;
  host: string;
  publicUrl: string | null;
  trustProxy: boolean;
  dataDir: string;
  /** How much the embedded store may hold for its clients. */
  storeMemoryMb: number;
  demo: { seed: string; start: number | null } | null;
  mongodbUri: string | null;
  redisUrl: string | null;
  smtpUrl: string | null;
  smtpListen: string | null;
  mailFrom: string;
  /** The mail server in front of the desk whose `Authentication-Results` are trusted. */
  mailAuthServer: string | null;
  /** Hosts and networks that webhooks may reach although they are not public. */
  outboundAllow: string;
  secretKey: string | null;
  web: boolean;
  worker: boolean;
  /** The instant at which a standing clock begins; `null`: time goes by. */
  manualClock: number | null;
  credits: {
    /** Days that the desk waits before it issues a credit. */
    graceDays: number;
    /** In major units: from this amount on a second person approves; `null`: never. */
    secondPersonFrom: number | null;
    /** The hourly job leaves out periods that ended on or before this day: the demo's are for whoever tries it. */
    periodsEndingAfter: string | null;
  };
  logLevel: string;
}

/** Settings of ours begin with one of these: another name among them is a misspelling. */
const OURS = /^(DEMO|STORE|CLOCK|CREDIT|SMTP|MONGODB|MAIL|OUTBOUND|REDIS|SECRET|PROCESS|PUBLIC_URL|TRUST_PROXY)(_|$)/;

/** Reads the environment; throws one error that names everything that is wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = ENVIRONMENT.safeParse(given);
  const faults = [
    ...Object.keys(given)
      .filter((name) => OURS.test(name) && !SETTINGS.includes(name))
      .map((name) => `${name}: is not a known setting`),
    ...(parsed.success
      ? clashes(parsed.data)
      : parsed.error.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`)),
  ];
  if (faults.length > 0 || !parsed.success) throw new Error(`The settings are not right:\n  ${faults.join('\n  ')}`);
  return Object.freeze(configOf(parsed.data));
}

/** What does not go together. */
function clashes(env: Environment): string[] {
  const production = env.NODE_ENV === 'production';
  const faults: string[] = [];
  const refuse = (when: boolean, words: string) => when && faults.push(words);
  refuse(production && !env.SECRET_KEY, 'SECRET_KEY: is demanded in production');
  refuse(production && env.CLOCK === 'manual', 'CLOCK: a standing clock is refused in production');
  refuse(
    env.CLOCK === 'manual' && env.MONGODB_URI !== undefined && !env.CLOCK_ALLOW,
    'CLOCK: a standing clock with MONGODB_URI takes CLOCK_ALLOW=1',
  );
  refuse(env.CLOCK === 'manual' && !env.CLOCK_START, 'CLOCK_START: is needed with CLOCK=manual');
  refuse(
    env.CLOCK_START !== undefined && parseInstant(env.CLOCK_START) === undefined,
    'CLOCK_START: must be an instant such as 2026-11-02T08:00:00Z',
  );
  refuse(
    env.DEMO_START !== undefined && parseInstant(env.DEMO_START) === undefined,
    'DEMO_START: must be an instant such as 2026-11-02T08:00:00Z',
  );
  return faults;
}

function configOf(env: Environment): Config {
  const production = env.NODE_ENV === 'production';
  const demo = env.DEMO ? env.DEMO === 'on' : !production && env.MONGODB_URI === undefined;
  return {
    production,
    port: env.PORT,
    host: env.HOST ?? (demo || !production ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    trustProxy: env.TRUST_PROXY === 'on',
    dataDir: resolve(env.DATA_DIR),
    storeMemoryMb: env.STORE_MEMORY_MB,
    demo: demo ? { seed: env.DEMO_SEED, start: instantOf(env.DEMO_START) } : null,
    mongodbUri: env.MONGODB_URI ?? null,
    redisUrl: env.REDIS_URL ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    smtpListen: env.SMTP_LISTEN ?? null,
    mailFrom: env.MAIL_FROM,
    mailAuthServer: env.MAIL_AUTH_SERVER ?? null,
    outboundAllow: env.OUTBOUND_ALLOW,
    secretKey: env.SECRET_KEY ?? null,
    web: env.PROCESS !== 'worker',
    worker: env.PROCESS !== 'web',
    manualClock: env.CLOCK === 'manual' ? instantOf(env.CLOCK_START) : null,
    credits: {
      graceDays: env.CREDIT_GRACE_DAYS ?? (demo ? 0 : 3),
      secondPersonFrom: env.CREDIT_SECOND_PERSON_FROM === 'never' ? null : env.CREDIT_SECOND_PERSON_FROM,
      periodsEndingAfter: null,
    },
    logLevel: env.LOG_LEVEL,
  };
}

const instantOf = (text: string | undefined): number | null =>
  text === undefined ? null : (parseInstant(text) ?? null);
