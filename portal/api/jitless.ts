import { config } from 'zod';

// zod would probe for `eval`, which the content security policy refuses and reports. Imported before any schema.
config({ jitless: true });
