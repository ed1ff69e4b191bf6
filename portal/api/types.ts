import type { z } from 'zod';
import type { operations } from '../../domain/serve/contract/operations.ts';

type Operations = typeof operations;
type Answer<Name extends keyof Operations> = z.infer<Operations[Name]['response']>;

export type Me = Answer<'meGet'>;
export type Automation = Answer<'automationGet'>;
export type Evidence = Answer<'eventRaw'>;
export type Assessment = Answer<'incidentAssessment'>;
export type Playbook = Answer<'playbookGet'>;
export type Action = Playbook['actions'][number];
export type Hunt = Answer<'huntGet'>['hunt'];
export type HuntAlert = Answer<'huntGet'>['alerts'][number];
export type Source = Answer<'sourceList'>['items'][number];
export type Metrics = Answer<'metricsGet'>;
export type Health = Answer<'healthGet'>;
