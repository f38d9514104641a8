import { z } from 'zod';
import { findZone } from '../../domain/time/zone.js';

/** A password as somebody chooses it. */
export const newPassword = z.string().min(10, 'must have at least 10 characters').max(200);

export const timeZone = z.string().refine((name) => findZone(name) !== undefined, 'is not a known time zone');
export const language = z.enum(['en', 'de', 'es']);
