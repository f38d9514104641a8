import { z } from 'zod';

/** A password as somebody chooses it. */
export const newPassword = z.string().min(10, 'must have at least 10 characters').max(200);
