import { pino, stdTimeFunctions } from 'pino';

export type Logger = Pick<ReturnType<typeof pino>, 'debug' | 'info' | 'warn' | 'error'>;

/** One JSON line an entry on standard error; standard output belongs to the ready lines. */
export const jsonLogger = (level: string): Logger =>
  pino(
    {
      level,
      timestamp: stdTimeFunctions.isoTime,
      base: null,
      redact: ['*.password', '*.token', '*.key', 'authorization', 'cookie'],
      serializers: { error: pino.stdSerializers.err, thrown: pino.stdSerializers.err },
    },
    pino.destination({ dest: 2, sync: false }),
  );
