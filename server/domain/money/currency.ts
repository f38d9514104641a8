import { fault, type Place } from '../input/reader.js';

// The active codes of ISO 4217 that have minor units (metals and test codes have none), by the number of their
// decimals. Not the runtime's list: that one counts the decimals that are in everyday use (HUF 0, IQD 0).
const CODES: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: [
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY',
    'COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS',
    'INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR',
    'MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD',
    'SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  ].join(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const EXPONENTS = new Map(
  Object.entries(CODES).flatMap(([exponent, codes]) =>
    codes.split(' ').map((code) => [code, Number(exponent)] as const),
  ),
);

/** How many decimals a currency has (JPY 0, EUR 2, KWD 3); `undefined` for a code that is none. */
export const exponentOf = (currency: string): number | undefined => EXPONENTS.get(currency);

/** Reads a currency's code. */
export function currency(place: Place): string | undefined {
  if (typeof place.value === 'string' && EXPONENTS.has(place.value)) return place.value;
  return fault(place, place.value === undefined ? 'is required' : 'must be a currency of ISO 4217 such as EUR');
}
