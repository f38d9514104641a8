/** The documents of the credits contract, as far as the calculation looks at them. */
export interface Tier {
  below?: string;
  atMost?: string;
  fromSeconds?: number;
  percent?: string;
  days?: string;
}

export interface IntervalDocument {
  from: string;
  to: string | null;
  impact: string;
  share?: string | null;
  components: string[];
}

export interface OutageDocument {
  id: string;
  cause: string;
  reportedAt?: string | null;
  intervals?: IntervalDocument[];
  startedAt?: string;
  endedAt?: string | null;
  impact?: string;
  share?: string | null;
  components?: string[];
}

export interface MaintenanceDocument {
  id: string;
  startsAt: string;
  endsAt: string;
  components: string[];
  announcedAt?: string | null;
}

export interface HoursDocument {
  timeZone?: string;
  hours: '24x7' | Record<string, [string, string][]>;
  holidays?: string[];
  exceptions?: Record<string, [string, string][]>;
}

export interface Document {
  terms: {
    period: string;
    timeZone: string;
    uptime: {
      source?: string | null;
      components?: string[] | null;
      coverage: 'any' | 'all' | { atLeast: number };
      serviceHours?: HoursDocument | null;
      countFrom?: string | null;
      useShare?: boolean | null;
      denominator?: string | null;
      impacts: Record<string, string>;
      minimumOutageSeconds?: number | null;
      roundEachRun?: { toSeconds: number; direction: string } | null;
      roundPercent?: { decimals: number; direction: string } | null;
    };
    exclude?: {
      causes?: string[] | null;
      maintenance?: { noticeHours?: number | null; allowanceSeconds?: number | null } | null;
    } | null;
    credit: {
      rule: string;
      of?: string | null;
      tiers?: Tier[];
      commitment?: string | null;
      per?: string | null;
      freeSeconds?: number | null;
      stepSeconds?: number;
      percent?: string;
      days?: string;
      points?: string;
      multiple?: string;
      completeOnly?: boolean | null;
      beyondOnly?: boolean | null;
      amount?: number;
      capPercent?: string | null;
      capSpan?: { percent: string; of: string } | null;
      minimum?: number | null;
    };
  };
  subscription: {
    start: string;
    end?: string | null;
    monthlyFee: { amount: number; currency: string };
    components: string[];
    componentFees?: Record<string, number> | null;
    charges?: Record<string, number> | null;
  };
  period: string;
  outages: OutageDocument[];
  maintenance: MaintenanceDocument[];
  measurement?: { uptimePercent: string } | null;
  alreadyCredited?: number | null;
  asOf: string;
}
