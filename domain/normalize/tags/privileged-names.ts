const PRIVILEGED = new Set(['root', 'administrator', 'admin', 'krbtgt', 'sa', 'sys', 'postgres', 'dba', 'superuser']);
const LONGEST = 13;

/** Account names that are administrators by convention of their product, compared without case. */
export const isPrivilegedName = (name: string | undefined): boolean =>
  name !== undefined && name.length <= LONGEST && PRIVILEGED.has(name.toLowerCase());
