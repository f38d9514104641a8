import type { Turn } from './contents.js';

/** The house's accent (indigo), where a brand has none of its own. */
const HOUSE_COLOUR = '#4263eb';

/** The courts' colours: each reads on white and on the dark card, and never stands without its words. */
export const COURT_COLOURS: Record<Turn['court'], string> = {
  provider: '#228be6',
  partner: '#7950f2',
  customer: '#f08c00',
  third_party: '#748ca3',
};

/** A brand's colour as it can stand in a style. */
export const brandColour = (colour: string | null): string =>
  colour !== null && /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : HOUSE_COLOUR;

/** Black or white, whichever reads better upon a `#rrggbb` (WCAG contrast; never under 4.5 to 1). */
export const inkOn = (colour: string): '#ffffff' | '#000000' =>
  contrast(luminance(colour), 1) >= contrast(luminance(colour), 0) ? '#ffffff' : '#000000';

const contrast = (one: number, other: number): number => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
