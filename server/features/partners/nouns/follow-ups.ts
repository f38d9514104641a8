import { z } from 'zod';
import type { Fault } from '../../../domain/input/reader.js';
import { DEFAULT_FOLLOW_UPS, WAITED_FOR, type WaitedFor } from '../../../domain/ticket/waiting.js';
import { id } from '../../../platform/http/wire.js';
import type { Reference } from '../noun.js';

const A_YEAR = 366 * 24 * 60;

const usualOf = (waitedFor: WaitedFor) => ({
  ...DEFAULT_FOLLOW_UPS[waitedFor],
  remindAfter: [...DEFAULT_FOLLOW_UPS[waitedFor].remindAfter],
});

function rule(waitedFor: WaitedFor) {
  const usual = usualOf(waitedFor);
  return z
    .strictObject({
      /** In whose open minutes it counts; `null`: nine to five from Monday to Friday where the customer is. */
      calendar: id.nullable().default(usual.calendar),
      remindAfter: z.array(z.int().min(1).max(A_YEAR)).max(10).default(usual.remindAfter),
      /** `null`: never. */
      solveAfter: z.int().min(1).max(A_YEAR).nullable().default(usual.solveAfter),
    })
    .prefault({});
}

/** What a deal says of waits; `playbook`: its playbooks see to them. */
export const followUps = z
  .union([z.literal('playbook'), z.strictObject({ customer: rule('customer'), third_party: rule('third_party') })])
  .default({ customer: usualOf('customer'), third_party: usualOf('third_party') });
type FollowUpsContent = z.output<typeof followUps>;

/** Calendars that the follow-ups name. */
export const followUpReferences = (agreed: FollowUpsContent): Reference[] =>
  agreed === 'playbook'
    ? []
    : WAITED_FOR.flatMap((waitedFor) => {
        const { calendar } = agreed[waitedFor];
        return calendar === null
          ? []
          : [{ noun: 'calendar' as const, id: calendar, path: `followUps.${waitedFor}.calendar` }];
      });

/** Reminders come one after the other, and before it is given up. */
export const followUpFaults = (agreed: FollowUpsContent): Fault[] =>
  agreed === 'playbook'
    ? []
    : WAITED_FOR.flatMap((waitedFor) => {
        const { remindAfter, solveAfter } = agreed[waitedFor];
        const path = `followUps.${waitedFor}`;
        const late = remindAfter.flatMap((minutes, index) =>
          minutes > (remindAfter[index - 1] ?? 0)
            ? []
            : [{ path: `${path}.remindAfter[${index}]`, message: 'must be later than the one before' }],
        );
        const isEarly = solveAfter !== null && solveAfter <= (remindAfter.at(-1) ?? 0);
        return [
          ...late,
          ...(isEarly ? [{ path: `${path}.solveAfter`, message: 'must be after the last reminder' }] : []),
        ];
      });
