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

/** Messages up to this size are read as they come, in bytes; larger ones share what is kept for them. */
export const SMALL_MESSAGE_BYTES = 64 * 1024;

/** What a store may hold for its clients, in MB, where nobody says otherwise; and the least that it can work with. */
export const MEMORY_MB = 512;
export const LEAST_MEMORY_MB = 128;

/** How a store's memory for its clients is shared out, in bytes. */
export interface MemoryShares {
  /** Larger messages that are on their way in, over all connections; at least one of the largest. */
  incoming: number;
  /** Answers that clients have not read yet, over all connections. */
  unread: number;
  /** One sorting or grouping stage: MongoDB's 100 MB, or a fifth of what there is. */
  stage: number;
}

/** Shares out the memory that a store may hold for its clients. */
export const memoryShares = (megabytes: number): MemoryShares => {
  const bytes = megabytes * 1024 * 1024;
  return {
    incoming: Math.max(MAX_MESSAGE_BYTES, Math.floor((bytes * 3) / 8)),
    unread: Math.floor(bytes / 2),
    stage: Math.min(100 * 1024 * 1024, Math.floor(bytes / 5)),
  };
};
