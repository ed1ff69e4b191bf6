import { Alert } from '../../model/alert.ts';
import { Incident } from '../../model/incident.ts';
import { EventDocument } from './event-document.ts';

/** The resources under the names that they have in the document. */
export const IncidentResource = Incident.meta({ id: 'Incident' });
export const AlertResource = Alert.meta({ id: 'Alert' });
export const EventResource = EventDocument.meta({ id: 'Event' });
