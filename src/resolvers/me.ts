/** The caller. */
import type { MeResolvers } from './generated/types.ts';

export const Me: MeResolvers = { actions: (_, __, { reader }) => reader.actions };
