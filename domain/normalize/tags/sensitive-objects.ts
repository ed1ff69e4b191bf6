const TABLES = new Set([
  'customers',
  'cards',
  'card_numbers',
  'accounts',
  'credentials',
  'users',
  'beneficiaries',
  'payments',
  'pan_vault',
]);

/** Tables that hold customer records, card data or credentials; a schema before the name does not matter. */
export const isSensitiveDatabaseObject = (object: string | undefined): boolean =>
  object !== undefined && object.length < 100 && TABLES.has(object.slice(object.lastIndexOf('.') + 1).toLowerCase());

const ENDINGS = ['\\lsass.exe', '\\ntds.dit', '\\config\\sam', '\\config\\security', '\\config\\system', '/etc/shadow'];
const LONGEST = 16;

/** The credential stores of Windows and Unix: memory of lsass, the SAM, SECURITY and SYSTEM hives, NTDS.dit, shadow. */
export const isSensitivePath = (path: string | undefined): boolean => {
  if (path === undefined) return false;
  const end = path.slice(-LONGEST).toLowerCase();
  for (const ending of ENDINGS) if (end.endsWith(ending)) return true;
  return false;
};
