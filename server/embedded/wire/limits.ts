/** The largest message of the protocol, in bytes. */
export const MAX_MESSAGE_BYTES = 48_000_000;

/** The most statements of one write command. */
export const MAX_WRITE_BATCH = 100_000;

/** How long half a message may stay half, in ms. */
export const HALF_MESSAGE_MS = 60_000;

/** How long a client may leave an answer unread, in ms. */
export const UNREAD_ANSWER_MS = 120_000;

/** The most connections at a time. */
export const MAX_CONNECTIONS = 2_000;
