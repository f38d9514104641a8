import approvals from './approvals.json';
import changes from './changes.json';
import common from './common.json';
import credits from './credits.json';
import customer from './customer.json';
import outages from './outages.json';
import parties from './parties.json';
import playbooks from './playbooks.json';
import portal from './portal.json';
import queue from './queue.json';
import queues from './queues.json';
import reports from './reports.json';
import ticket from './ticket.json';
import views from './views.json';

export default {
  approvals,
  changes,
  common,
  credits,
  customer,
  outages,
  parties,
  playbooks,
  portal,
  queue,
  queues,
  reports,
  ticket,
  views,
};
