import type { Migration } from '../platform/database/migrations.js';

interface Position {
  _id: string;
}

/**
 * What is said with third parties is among the words by which tickets are found, so that their follower goes through
 * the log anew under another name; where the former one stood is nobody's any more.
 */
export const threadsFound: Migration = {
  to: 6,
  why: 'Tickets are found by what is said with third parties too.',
  async run(connection) {
    await connection.collection<Position>('consumer_positions').deleteOne({ _id: 'ticket-words' });
  },
};
