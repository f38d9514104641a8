import type { Clock } from '../../platform/clock/clock.js';
import type { Route } from '../../platform/http/route.js';
import { keyRoutes } from './key-routes.js';
import { personRoutes } from './person-routes.js';
import type { PeopleService } from './service.js';
import { sessionRoutes } from './session-routes.js';
import { COOKIE, type SessionService } from './sessions.js';
import { signInRoutes } from './sign-in-routes.js';

interface Dependencies {
  people: PeopleService;
  sessions: SessionService;
  clock: Clock;
  providerName: string;
  /** Whether the desk is reached by HTTPS alone. */
  secure: boolean;
}

/** Sign-in, people and keys. */
export function peopleRoutes({ people, sessions, clock, providerName, secure }: Dependencies): Route[] {
  const cookie = (token: string, maxAgeSeconds: number) =>
    `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
  return [
    ...sessionRoutes({ people, sessions, noCookie: cookie('', 0) }),
    ...signInRoutes({ people, sessions, clock, providerName, cookie }),
    ...personRoutes({ people }),
    ...keyRoutes({ people }),
  ];
}
