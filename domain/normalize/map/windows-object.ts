import { type Draft, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';
import type { JsonObject } from '../values/json.ts';

const FILE = slotOf('file.path');
const REGISTRY = slotOf('registry.path');
const TARGET_PROCESS = slotOf('process.target.executable');

/** `objectName` is a path whose kind `objectType` says; tokens and the like have no path. */
export const putObject = (draft: Draft, data: JsonObject): void => {
  const { objectName, objectType } = data;
  if (typeof objectName !== 'string') return;
  if (objectType === 'Key') putText(draft, REGISTRY, objectName);
  else if (objectType === 'Process') putText(draft, TARGET_PROCESS, objectName);
  else putText(draft, FILE, objectName);
};
