/** Texts under the names of their files: `./ticket.json` is `ticket`. */
export const byFile = (files: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.replace(/^\.\/|\.json$/g, ''), texts]));
