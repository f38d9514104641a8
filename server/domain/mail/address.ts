/** A mail address as it is compared: without case. Nothing else of it is normalised; who owns it decides that. */
export const sameForm = (address: string): string => address.trim().toLowerCase();

const PLAIN = /^[^\s@<>(),;:\\"[\]\p{C}]+@[^\s@<>(),;:\\"[\]\p{C}]+$/u;

/** Whether an address can stand in an envelope and a header as it is: one `@`, nothing that could end or begin another. */
export const isPlainAddress = (address: string): boolean => address.length <= 254 && PLAIN.test(address);

/** The domain of an address, in lower case. */
export const domainOf = (address: string): string => sameForm(address.slice(address.lastIndexOf('@') + 1));

/** Whether an address is at one of the desk's own domains; mail to it would come back to us. */
export const isOwnAddress = (address: string, deskDomains: readonly string[]): boolean =>
  deskDomains.some((domain) => domain.toLowerCase() === domainOf(address));

/** The address that answers about something go to: `desk@desk.example` and `42` give `desk+42@desk.example`. */
export function taggedAddress(address: string, tag: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`;
}

/** The `ID` of `…+ID@` one of the desk's domains, as written; `null` for any other address. */
export function tagOf(address: string, deskDomains: readonly string[]): string | null {
  if (!isOwnAddress(address, deskDomains)) return null;
  const local = address.slice(0, address.lastIndexOf('@'));
  const plus = local.indexOf('+');
  return plus === -1 || plus === local.length - 1 ? null : local.slice(plus + 1);
}
