import type { Model } from 'mongoose';
import type { Delivery } from './delivery.js';

type InLane = Pick<Delivery, '_id' | 'lane'>;

/** Of so many lanes it is remembered that something of theirs may be under way; of one that is forgotten nothing is. */
const REMEMBERED = 10_000;

/**
 * The order within lanes. What shares a lane is tried in the order in which it was put in: a later one waits for the
 * first attempt at an earlier one, and no longer, so that none is held up by one that keeps failing. Whoever takes one
 * out of the queue looks in the store for those before it. What is tried as it is put in needs no look where this process
 * has seen through all that it put into the lane itself: only what another process put in and left can be overtaken then.
 */
export function lanesIn<D extends Delivery>(model: Model<D>) {
  /** What this process has in hand, by lease, until it is recorded what came of it. */
  const inHand = new Map<string, Promise<unknown>>();
  /** By lane, the last that this process put in and has not seen tried. */
  const unseen = new Map<string, string>();

  return {
    /** Whether something that this process put into the lane may not have been tried yet. */
    isOpen: (lane: string | undefined): boolean => lane !== undefined && unseen.has(lane),
    wasPut({ _id, lane }: InLane): void {
      if (lane === undefined) return;
      unseen.delete(lane);
      unseen.set(lane, _id);
      const [first] = unseen.keys();
      if (unseen.size > REMEMBERED && first !== undefined) unseen.delete(first);
    },
    wasTried({ _id, lane }: InLane): void {
      if (lane !== undefined && unseen.get(lane) === _id) unseen.delete(lane);
    },
    /** Has something in hand under its lease until the work is done. */
    hold<T>(lease: string, work: Promise<T>): Promise<T> {
      inHand.set(lease, work);
      return work.finally(() => inHand.delete(lease));
    },
    /** Waits for those before it that this process has in hand. Gives whether none is left: others may have some. */
    async isItsTurn({ lane, queuedAt }: D): Promise<boolean> {
      while (lane !== undefined) {
        const before = await model
          .findOne({ lane, queuedAt: { $lt: queuedAt } } as never, { lease: 1 })
          .sort({ queuedAt: -1 })
          .lean<Pick<Delivery, 'lease'>>();
        if (!before) break;
        const trying = inHand.get(before.lease ?? '');
        if (!trying) return false;
        await trying.catch(() => undefined);
      }
      return true;
    },
  };
}
