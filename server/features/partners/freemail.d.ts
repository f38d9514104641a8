declare module 'freemail' {
  export function isFree(email: string): boolean;
}
