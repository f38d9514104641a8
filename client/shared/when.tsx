import { useMinute } from './clock.js';
import { fully, when } from './format.js';

/** An instant in the reader's time; on hover whole, and in the customer's zone where it is known. */
export function When({ at, zone, className }: { at: string; zone?: string; className?: string | undefined }) {
  const now = useMinute();
  const title = zone ? `${fully(at)}\n${fully(at, zone)}` : fully(at);
  return (
    <time dateTime={at} title={title} className={className}>
      {when(at, now)}
    </time>
  );
}
