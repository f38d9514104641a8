type Text = readonly [subject: string, description: string];

export const PRIORITIES = ['urgent', 'high', 'high', 'normal', 'normal', 'normal', 'low'] as const;

/** What goes wrong with each component. */
export const FAULTS: Readonly<Record<string, readonly Text[]>> = {
  'voice-eu': [
    ['No outbound calls since 08:05', 'All seats hear a busy tone. Inbound works.'],
    ['One-way audio with one branch', 'They hear us, we do not hear them. It began after lunch.'],
    ['Callers are cut off after 30 seconds', 'Always at 30 seconds, on every number.'],
    ['The queue announcement plays twice', 'Since yesterday, only in the evening queue.'],
    ['Fax line answers with noise', 'The number that ends in 44. The others are fine.'],
  ],
  'voice-us': [
    ['Extensions ring but cannot be picked up', 'Nine shops, all of them.'],
    ['Voicemail is empty for two users', 'The light blinks, the box says nothing is there.'],
    ['Caller ID shows the wrong shop', 'Customers call back the wrong store.'],
  ],
  meetings: [
    ['Guests wait for ever in the lobby', 'We admit them and nothing happens.'],
    ['No picture in the boardroom', 'Audio is fine. The room system was restarted twice.'],
    ['Recordings of last week are missing', 'Four of them, all of Tuesday.'],
  ],
  storage: [
    ['Uploads stop at 2 GB', 'Smaller files are fine.'],
    ['Listing a bucket takes minutes', 'It holds some two million objects.'],
    ['Access denied for the backup user', 'Nothing was changed on our side.'],
  ],
  api: [
    ['429 although we send little', 'About three requests a second, the limit is fifty.'],
    ['Webhooks arrive twice', 'Same id, some minutes apart.'],
    ['Timeouts from one region', 'Only from Zurich, since this morning.'],
  ],
  identity: [
    ['New users cannot sign in', 'Those of last week can, those of today cannot.'],
    ['The second factor is asked at every click', 'Nobody can work like that.'],
    ['Directory synchronisation is two days behind', 'The page says that it is fine.'],
  ],
};

export const QUESTIONS: readonly Text[] = [
  ['How do we add a holiday to the opening hours?', 'We close on the 6th.'],
  ['Which ports must the firewall let through?', 'Our new branch has a firewall of its own.'],
  ['Can two people share a number?', 'They work half a day each.'],
  ['Where do we find the invoice of last month?', 'Accounting asks.'],
  ['Please explain the new report', 'What is the difference between answered and handled?'],
  ['May we export our data?', 'As a file, once a quarter.'],
];

export const UPGRADES: readonly Text[] = [
  ['We need more of it', 'New colleagues start next month.'],
  ['Please raise our quantity', 'The season begins.'],
  ['More capacity for the new branch', 'It opens in two weeks.'],
];

/** What people say; one is chosen for each message. */
export const WORDS = {
  answer: [
    'Thank you, we see it too and are looking into it.',
    'We could reproduce this. The next word from us follows shortly.',
    'A fix is on its way to your region.',
    'We have found the cause: a route that was changed last night. It is being put back.',
    'Please try again now, and tell us whether it works.',
  ],
  pass: [
    'This needs a look at your side of the line.',
    'Please check the customer’s settings first.',
    'Over to you: it is about the contract.',
  ],
  ask: [
    'Which number did you call, and when?',
    'Could you send us a screenshot?',
    'Does it happen on the other site too?',
  ],
  reply: ['It happened at 10:14, on the main number.', 'Only at this site, as far as we know.', 'Yes, every time.'],
  solve: [
    'This is put right now. Thank you for your patience.',
    'The cause is removed; we keep an eye on it.',
    'Done as asked.',
  ],
  rate: ['Quick and friendly.', 'It took a while, but it works.', 'Nobody told us anything for hours.'],
} as const;
