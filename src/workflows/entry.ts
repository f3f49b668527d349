/** What the worker runs, by the names that runs are started under. */
export { managementDigestWorkflow } from './management-digest-workflow.ts';
export { ticketWorkflow } from './ticket-workflow.ts';
