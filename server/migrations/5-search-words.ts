import type { Migration } from '../platform/database/migrations.js';

interface Position {
  _id: string;
}

/**
 * The words by which tickets are found are written by a follower of the log. It has another name since they include the
 * customer's, so that it goes through the log anew; where the former one stood is nobody's any more.
 */
export const searchWords: Migration = {
  to: 5,
  why: 'Tickets are found by the names of their customers too.',
  async run(connection) {
    await connection.collection<Position>('consumer_positions').deleteOne({ _id: 'ticket-search' });
  },
};
