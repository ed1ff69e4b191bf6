import { expect, it } from 'vitest';
import { IncidentStatus } from '../../domain/model/incident.ts';
import { STATUS_GROUPS } from './incident-status.ts';

it('has every state in exactly one filter', () => {
  expect(STATUS_GROUPS.flatMap(({ statuses }) => statuses).toSorted()).toEqual(IncidentStatus.options.toSorted());
});
