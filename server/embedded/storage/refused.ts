/** A store that is not opened, with the reason and a way out in its message. */
export class StoreRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreRefused';
  }
}

/** A store that another process has open. */
export class StoreInUse extends StoreRefused {}
