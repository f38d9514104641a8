import { Views } from '../views/page.js';

/** The views that somebody of the partner has. */
export function Component() {
  return <Views />;
}
