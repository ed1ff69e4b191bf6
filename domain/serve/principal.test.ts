import { describe, expect, it } from 'vitest';
import { principalOf } from './principal.ts';

const claims = { sub: '6f1c', 'cognito:username': '6f1c', 'cognito:groups': ['role/analyst'] };

describe('whom a token stands for', () => {
  it.each([
    ['a verified address', { email: 'ann@bank.example', email_verified: true }, 'ann@bank.example'],
    [
      'a verified address, the claim as text',
      { email: 'ann@bank.example', email_verified: 'true' },
      'ann@bank.example',
    ],
    ['an address that nobody verified', { email: 'chief@bank.example', email_verified: false }, '6f1c'],
    ['an address without a word on it', { email: 'chief@bank.example' }, '6f1c'],
    ['no address', {}, '6f1c'],
  ])('is named by %s', (_, more, name) => {
    expect(principalOf({ ...claims, ...more })).toMatchObject({ subject: '6f1c', username: name });
  });
});
