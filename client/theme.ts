import { Badge, createTheme, Drawer, Modal, Popover, Select, Tooltip } from '@mantine/core';

/** Mantine as this house uses it. Colours and measures are in theme.css and mantine.css: no style elements are made at
 *  run time (scroll locks and responsive props would), so that the content security policy can forbid them. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 6,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 500 } }),
    Modal: Modal.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 120 }, centered: true } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 140 } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 250, multiline: true, maw: 320 } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } }),
    Select: Select.extend({
      defaultProps: { allowDeselect: false, comboboxProps: { transitionProps: { duration: 80 } } },
    }),
  },
});
