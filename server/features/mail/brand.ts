import type { MailBrand } from './contents.js';

/** A partner as far as its face goes. */
interface Branded {
  name: string;
  brand?: MailBrand | null;
}

interface Dependencies {
  parties: { byIds(noun: 'partner', ids: readonly string[]): Promise<ReadonlyMap<string, { content: Branded }>> };
  provider: { name: string; colour: string | null };
}

/** The face that a partner's customers see, or the provider's own with `null`. */
export const brands =
  ({ parties, provider }: Dependencies) =>
  async (id: string | null): Promise<MailBrand> => {
    const partner = id === null ? undefined : (await parties.byIds('partner', [id])).get(id)?.content;
    return partner?.brand ?? { senderName: partner?.name ?? provider.name, colour: provider.colour, logo: null };
  };
