import {
  Autocomplete,
  Button,
  MantineThemeProvider,
  NumberInput,
  PasswordInput,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';

const size = { defaultProps: { size: 'md' } } as const;

const large = {
  components: {
    Autocomplete: Autocomplete.extend(size),
    Button: Button.extend(size),
    TextInput: TextInput.extend(size),
    PasswordInput: PasswordInput.extend(size),
    NumberInput: NumberInput.extend(size),
    Textarea: Textarea.extend(size),
    Select: Select.extend({ defaultProps: { size: 'md', allowDeselect: false } }),
  },
};

/** Larger to read and to touch: for portals. */
export function LargeTheme({ children }: { children: ReactNode }) {
  return (
    <MantineThemeProvider theme={large} inherit>
      {children}
    </MantineThemeProvider>
  );
}
