import { z } from 'zod';
import { OpenSearchEnvironment } from '../../adapters/opensearch/client.ts';

export const Config = z.object({ ...OpenSearchEnvironment.shape });
