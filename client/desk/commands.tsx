import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useState } from 'react';

/** Something that can be done here: by its button, its key and the palette. */
export interface Command {
  id: string;
  label: string;
  /** The key that does it, as `useKeys` names keys. */
  shortcut?: string;
  group: 'ticket' | 'list' | 'go' | 'desk';
  run: () => void;
}

interface Registry {
  commands: readonly Command[];
  offer: (owner: string, commands: readonly Command[]) => void;
  withdraw: (owner: string) => void;
}

const CommandContext = createContext<Registry | null>(null);

/** Keeps what each part of the page offers to do, for the palette and the list of keys. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const [offers, setOffers] = useState<ReadonlyMap<string, readonly Command[]>>(new Map());
  const registry = useMemo<Registry>(
    () => ({
      commands: [...offers.values()].flat(),
      offer: (owner, commands) => setOffers((before) => new Map(before).set(owner, commands)),
      withdraw: (owner) =>
        setOffers((before) => {
          const after = new Map(before);
          after.delete(owner);
          return after;
        }),
    }),
    [offers],
  );
  return <CommandContext value={registry}>{children}</CommandContext>;
}

function useRegistry(): Registry {
  const registry = useContext(CommandContext);
  if (!registry) throw new Error('There are no commands on this page');
  return registry;
}

/** All that can be done on the page as it is. */
export const useAllCommands = () => useRegistry().commands;

/** Offers commands while the component is shown. The list must be memoised. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  const { offer, withdraw } = useStable(useRegistry());
  useEffect(() => {
    offer(owner, commands);
    return () => withdraw(owner);
  }, [owner, commands, offer, withdraw]);
}

function useStable({ offer, withdraw }: Registry) {
  const [stable] = useState({ offer, withdraw });
  return stable;
}
