import { fileURLToPath } from 'node:url';

/** The model that came with paperkin. */
export const SHIPPED_MODEL = fileURLToPath(new URL('../../models/abstract-minilm-l3', import.meta.url));
