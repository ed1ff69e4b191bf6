import type { Memories } from '../composite/memories.ts';
import type { DecodedEvent } from '../decode/event.ts';
import type { Meter } from '../pattern/matcher.ts';

/** What conditions may ask besides the event. */
export type ConditionContext = { readonly meter: Meter; readonly memories: Memories };

/** One condition of a rule; all of a rule's must hold. */
export type Condition = (event: DecodedEvent, context: ConditionContext) => boolean;
