/** Gives every test file the hub's own words, as the configuration would. */
import { inject } from 'vitest';
import { setLexicon } from '#text/lexicon-in-use.ts';

setLexicon(() => inject('lexicon'));
