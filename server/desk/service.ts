import { agreedReader } from '../features/credits/agreed.js';
import { creditComputing } from '../features/credits/computing.js';
import { exposureReader } from '../features/credits/exposure.js';
import { creditJobs } from '../features/credits/jobs.js';
import { ledgerService } from '../features/credits/ledger.js';
import { creditModels } from '../features/credits/model.js';
import { creditRuns } from '../features/credits/run-record.js';
import { creditService } from '../features/credits/service.js';
import { outageModels } from '../features/outages/model.js';
import { outageService } from '../features/outages/service.js';
import { creditAgreements } from '../features/partners/credit-agreements.js';
import type { AgreedParts } from './agreed.js';
import type { Foundation } from './foundation.js';
import { PROVIDER_NAME, type World } from './world.js';

/** Outages and the credits that follow from them. */
export function serviceParts({ config, connection, clock }: World, { changes }: Foundation, { parties }: AgreedParts) {
  const outages = outageService({
    ...{ models: outageModels(connection), changes, clock },
    knownComponents: async (ids) => new Set((await parties.byIds('component', ids)).keys()),
  });
  const componentNames = (ids: readonly string[]) => parties.namesOf('component', ids);
  const creditParts = creditModels(connection);
  const ledger = ledgerService({ models: creditParts });
  const agreed = agreedReader({ parties });
  const bought = creditAgreements({ parties, providerName: PROVIDER_NAME });
  const credits = creditService({
    ...{ models: creditParts, ledger, changes, clock, issuer: PROVIDER_NAME },
    compute: creditComputing({ rules: config.credits, outages }),
    agreements: { subscriptions: bought.subscriptions, agreed },
    shownTo: bought.partnersShowingCreditsTo,
  });
  const exposureOf = exposureReader({
    ...{ credits, agreed, subscriptionsOf: bought.subscriptionsOf, customerOf: bought.customersOf },
    now: () => clock.now(),
  });

  const creditsRun = creditRuns({ connection, changes });
  const creditRun = creditJobs({ connection, credits, endsAfter: config.credits.periodsEndingAfter });
  return { outages, componentNames, creditParts, ledger, agreed, bought, credits, exposureOf, creditsRun, creditRun };
}
export type ServiceParts = ReturnType<typeof serviceParts>;
