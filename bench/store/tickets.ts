import { Long, ObjectId } from 'bson';

/** A document like those that the desk keeps. */
export interface Ticket {
  _id: ObjectId;
  number: number;
  partner: string;
  state: 'open' | 'solved';
  due: Date;
  version: Long;
  priority: number;
  subject: string;
  tags: string[];
  requester: { name: string; email: string };
}

const PARTNERS = 40;
const START = Date.UTC(2026, 0, 1);

/** An id of its own for each number, in the order of the numbers. */
export const idOf = (number: number): ObjectId => new ObjectId(number.toString(16).padStart(24, '0'));

/** The ticket of a number: always the same one. */
export function ticketOf(number: number): Ticket {
  const mixed = (number * 7919) % 1_000_003;
  return {
    _id: idOf(number),
    number,
    partner: partnerOf(mixed),
    state: mixed % 3 === 0 ? 'solved' : 'open',
    due: new Date(START + mixed * 1000),
    version: Long.ONE,
    priority: mixed % 4,
    subject: `Ticket ${number}: the link between Zürich and Lyon drops packets every ${mixed % 60} minutes`,
    tags: ['network', `region-${mixed % 12}`],
    requester: { name: `Requester ${mixed % 5000}`, email: `requester-${mixed % 5000}@customer.example` },
  };
}

/** The partner that a number falls to. */
export const partnerOf = (number: number): string => `partner-${number % PARTNERS}`;
