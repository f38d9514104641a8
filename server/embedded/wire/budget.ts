/** A number of bytes that all connections share. */
export interface Budget {
  /** Answers once so many bytes are free, and takes them; first come, first served. The answer gives them back. */
  reserve(bytes: number): Promise<() => void>;
  /** Takes bytes if they are free; answers nothing where they are not. */
  take(bytes: number): (() => void) | undefined;
}

interface Waiting {
  bytes: number;
  admit(): void;
}

/** A budget of so many bytes; what asks for more than all of it gets all of it. */
export function budgetOf(limit: number): Budget {
  let free = limit;
  const queue: Waiting[] = [];

  function give(bytes: number): void {
    free += bytes;
    for (let first = queue[0]; first && first.bytes <= free; first = queue[0]) {
      queue.shift();
      free -= first.bytes;
      first.admit();
    }
  }

  function returning(bytes: number): () => void {
    let isGiven = false;
    return () => {
      if (!isGiven) give(bytes);
      isGiven = true;
    };
  }

  return {
    reserve(wanted) {
      const bytes = Math.min(wanted, limit);
      if (queue.length === 0 && bytes <= free) {
        free -= bytes;
        return Promise.resolve(returning(bytes));
      }
      return new Promise((resolve) => queue.push({ bytes, admit: () => resolve(returning(bytes)) }));
    },
    take(bytes) {
      if (bytes > free) return undefined;
      free -= bytes;
      return returning(bytes);
    },
  };
}
