import { NumberInput, Stack, Switch } from '@mantine/core';

/** What is proposed where it has been never. */
const PROPOSED = 60;

/** A number of minutes, or never (`null`). */
export function MinutesOrNever({
  label,
  description,
  minutes,
  fault,
  mayChange,
  onChange,
}: {
  label: string;
  description: string;
  minutes: number | null;
  fault: string | undefined;
  mayChange: boolean;
  onChange: (minutes: number | null) => void;
}) {
  return (
    <Stack gap={8}>
      <Switch
        label={label}
        description={description}
        checked={minutes !== null}
        disabled={!mayChange}
        onChange={(event) => onChange(event.currentTarget.checked ? PROPOSED : null)}
      />
      {minutes === null ? null : (
        <NumberInput
          aria-label={label}
          suffix=" min"
          min={1}
          allowDecimal={false}
          disabled={!mayChange}
          error={fault}
          value={minutes}
          onChange={(value) => typeof value === 'number' && onChange(value)}
        />
      )}
    </Stack>
  );
}
