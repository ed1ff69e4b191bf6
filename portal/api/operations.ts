import './jitless.ts';

export { operations } from '../../domain/serve/contract/operations.ts';
