/** The largest message of the protocol, in bytes. */
export const MAX_MESSAGE_BYTES = 48_000_000;

/** The most statements of one write command. */
export const MAX_WRITE_BATCH = 100_000;

/** How long a message may take from its first byte to its last, in ms. */
export const HALF_MESSAGE_MS = 60_000;

/** How long a client may leave an answer unread, in ms. */
export const UNREAD_ANSWER_MS = 120_000;

/** The most connections at a time. */
export const MAX_CONNECTIONS = 2_000;

/** Messages up to this size are read as they come, in bytes; larger ones share `INCOMING_BYTES`. */
export const SMALL_MESSAGE_BYTES = 64 * 1024;

/** The most bytes of larger messages that are held at a time, over all connections: four of the largest. */
export const INCOMING_BYTES = 4 * MAX_MESSAGE_BYTES;

/** The most bytes of answers that clients have not read yet, over all connections. */
export const UNREAD_BYTES = 256 * 1024 * 1024;
