import { createBrowserRouter, type RouteObject } from 'react-router';
import { RouteProblem } from './shared/route-problem.js';

const desk: RouteObject = {
  path: '/',
  lazy: () => import('./desk/layout.js'),
  children: [
    { index: true, lazy: () => import('./queue/page.js') },
    { path: 'tickets/:id', lazy: () => import('./queue/page.js') },
    { path: 'new', lazy: () => import('./portal/new-ticket.js') },
    { path: 'outages', lazy: () => import('./outages/list.js') },
    { path: 'outages/:id', lazy: () => import('./outages/detail.js') },
    { path: 'credits', lazy: () => import('./credits/list.js') },
    { path: 'credits/:id', lazy: () => import('./credits/detail.js') },
    { path: 'approvals', lazy: () => import('./approvals/page.js') },
    { path: 'reports/sla', lazy: () => import('./reports/desk.js') },
    { path: 'parties', lazy: () => import('./parties/list.js') },
    { path: 'views', lazy: () => import('./views/page.js') },
    { path: 'threads', lazy: () => import('./ticket/tasks.js') },
    { path: 'parties/lint', lazy: () => import('./parties/lint.js') },
    { path: 'parties/playbooks', lazy: () => import('./playbooks/desk.js') },
    { path: 'parties/changes', lazy: () => import('./changes/list.js') },
    { path: 'parties/changes/new', lazy: () => import('./changes/new.js') },
    { path: 'parties/changes/:id', lazy: () => import('./changes/detail.js') },
    { path: 'parties/queues', lazy: () => import('./queues/list.js') },
    { path: 'parties/queues/new', lazy: () => import('./queues/one.js') },
    { path: 'parties/queues/:id', lazy: () => import('./queues/one.js') },
    { path: 'parties/:noun', lazy: () => import('./parties/list.js') },
    { path: 'parties/:noun/:id', lazy: () => import('./parties/detail.js') },
  ],
};

const partner: RouteObject = {
  path: '/partner',
  lazy: () => import('./portal/layout.js'),
  children: [
    { index: true, lazy: () => import('./portal/tickets.js') },
    { path: 'tickets/:id', lazy: () => import('./portal/ticket.js') },
    { path: 'new', lazy: () => import('./portal/new-ticket.js') },
    { path: 'approvals', lazy: () => import('./approvals/page.js') },
    { path: 'reports/sla', lazy: () => import('./reports/portal.js') },
    { path: 'deals', lazy: () => import('./portal/deals.js') },
    { path: 'queues', lazy: () => import('./queues/list.js') },
    { path: 'queues/new', lazy: () => import('./queues/one.js') },
    { path: 'queues/:id', lazy: () => import('./queues/one.js') },
    { path: 'views', lazy: () => import('./portal/views.js') },
    { path: 'threads', lazy: () => import('./ticket/tasks.js') },
    { path: 'rotas', lazy: () => import('./portal/rotas.js') },
    { path: 'rotas/:id', lazy: () => import('./portal/rota.js') },
    { path: 'playbooks', lazy: () => import('./playbooks/portal.js') },
    { path: 'credits', lazy: () => import('./portal/credits.js') },
    { path: 'credits/:id', lazy: () => import('./credits/detail.js') },
  ],
};

const customer: RouteObject = {
  path: '/my',
  lazy: () => import('./customer/layout.js'),
  children: [
    { index: true, lazy: () => import('./customer/tickets.js') },
    { path: 'tickets/:id', lazy: () => import('./customer/ticket.js') },
    { path: 'new', lazy: () => import('./customer/new-ticket.js') },
  ],
};

/** Every page of the application, each loaded when it is first opened. */
export const makeRouter = () =>
  createBrowserRouter([
    {
      errorElement: <RouteProblem />,
      hydrateFallbackElement: <div />,
      children: [
        { path: '/sign-in', lazy: () => import('./session/sign-in.js') },
        { path: '/l/:token', lazy: () => import('./customer/link.js') },
        { path: '/support', lazy: () => import('./customer/support.js') },
        { path: '/mailbox', lazy: () => import('./mailbox/page.js') },
        desk,
        partner,
        customer,
        { path: '*', element: <RouteProblem missing /> },
      ],
    },
  ]);
