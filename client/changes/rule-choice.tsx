import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props<Rule extends string> {
  rules: readonly Rule[];
  value: Rule;
  onChange: (rule: Rule) => void;
}

/** Which rule the clocks of open tickets follow, each explained in a sentence. */
export function RuleChoice<Rule extends string>({ rules, value, onChange }: Props<Rule>) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('changes.ruleTitle')}
      value={value}
      onChange={(chosen) => {
        const rule = rules.find((one) => one === chosen);
        if (rule) onChange(rule);
      }}
    >
      <Stack gap="xs" mt={6}>
        {rules.map((rule) => (
          <Radio
            key={rule}
            value={rule}
            label={t(`changes.rule.${rule}.name`)}
            description={t(`changes.rule.${rule}.detail`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
