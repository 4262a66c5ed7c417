/** One thing that was compared. */
import type { SignalResolvers } from './generated/types.ts';

export const Signal: SignalResolvers = { detail: ({ detail }) => detail ?? null };
