import { describe, expect, it } from 'vitest';
import { newIngestToken, newPassword } from './new-secrets.ts';

describe('new secrets', () => {
  it('makes passwords that the user pool takes, each different', () => {
    const passwords = Array.from({ length: 200 }, newPassword);
    for (const password of passwords) {
      expect(password).toHaveLength(20);
      for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[-_.+=]/]) expect(password).toMatch(kind);
    }
    expect(new Set(passwords).size).toBe(200);
  });

  it('makes ingest tokens of 256 bits that need no escaping in a header', () => {
    expect(newIngestToken()).toMatch(/^wk_[\w-]{43}$/);
  });
});
