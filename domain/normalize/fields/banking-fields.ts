import { double, keyword, long } from './field.ts';

/** Fields of the bank's own systems, with the seeds' names. */
export const BANKING_FIELDS = {
  user_id: keyword('Account name of who acted'),
  account_id: keyword('Bank account'),
  session_id: keyword('Session of the customer'),
  device_id: keyword('Device of the customer'),
  channel: keyword('Channel of the transaction: web, mobile, branch, atm'),
  client_id: keyword('Application that called'),
  transaction_id: keyword('Transaction'),
  transaction_amount: double('Amount in units of `currency`'),
  currency: keyword('ISO 4217 code'),
  beneficiary_account: keyword('Account that receives'),
  beneficiary_age_days: long('Days since the beneficiary was added'),
  'database.engine': keyword('Database product'),
  'database.name': keyword('Database'),
  'database.user': keyword('Account of the database session'),
  'database.operation': keyword('Statement kind: SELECT, UPDATE, GRANT'),
  'database.object': keyword('Table or object'),
  'database.rows': long('Rows returned or changed'),
  'database.statement': { ...keyword('Statement as logged'), type: 'text', bound: 8000 },
} as const;
