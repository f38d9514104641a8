import { MantineProvider, MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { ApiProblem } from './api/problem.js';
import { makeRouter } from './routes.js';
import { SESSION_KEY } from './session/session.js';
import { theme } from './theme.js';

const worthAnotherTry = (count: number, error: unknown) =>
  count < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500);

/** What is read from the server. A session that has ended is noticed at the first answer that says so. */
function makeQueries(): QueryClient {
  const ended = (thrown: unknown) => {
    if (thrown instanceof ApiProblem && thrown.status === 401) client.setQueryData(SESSION_KEY, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: ended }),
    mutationCache: new MutationCache({
      onError: (thrown) => {
        if (client.getQueryData(SESSION_KEY)) ended(thrown);
      },
    }),
    defaultOptions: { queries: { retry: worthAnotherTry, staleTime: 10_000 } },
  });
  return client;
}

/** Whatever can be closed by a button says so, in the language that is chosen. */
function Closing({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const theme = useMemo(() => {
    const closing = { defaultProps: { closeButtonProps: { 'aria-label': t('common.close') } } };
    return { components: { Drawer: closing, Modal: closing, Notification: closing } };
  }, [t]);
  return (
    <MantineThemeProvider theme={theme} inherit>
      {children}
    </MantineThemeProvider>
  );
}

/** The whole application: one bundle for desk, partners and customers, pages loaded when they are opened. */
export function App() {
  const [queries] = useState(makeQueries);
  const [router] = useState(makeRouter);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queries}>
        <Closing>
          <Notifications position="bottom-right" autoClose={6000} limit={4} />
          <RouterProvider router={router} />
        </Closing>
      </QueryClientProvider>
    </MantineProvider>
  );
}
