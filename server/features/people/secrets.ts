import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** SHA-256 in hex: how tokens and keys are kept, as they are too long to guess. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A token that the same words always give, and that nobody without the secret key can make. */
export const tokenFor = (secretKey: string, ...words: readonly string[]): string =>
  createHmac('sha256', secretKey).update(JSON.stringify(words)).digest('base64url');

export function sameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(digest(one)), Buffer.from(digest(other))];
  return timingSafeEqual(a, b);
}

/** Argon2id with OWASP's parameters (19 MiB, 2 passes). */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

let decoy: Promise<string> | undefined;

/** Whether the password is right. An account without one takes as long to refuse as one with. */
export async function passwordMatches(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(newSecret());
  const matches = await verify(stored ?? (await decoy), password);
  return stored !== undefined && matches;
}
