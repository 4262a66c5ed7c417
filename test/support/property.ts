/**
 * fast-check with one seed for all properties: a run of the suite says the same of the same code. `PROPERTY_SEED=random` draws another
 * and tells it, `PROPERTY_SEED=<number>` repeats that run, and `PROPERTY_RUNS` multiplies the cases of each property.
 */
import fc from 'fast-check';

const given = process.env.PROPERTY_SEED;
const seed = given === 'random' ? Math.trunc(Math.random() * 2 ** 31) : Number(given ?? 20250531);
if (!Number.isSafeInteger(seed)) throw new Error(`PROPERTY_SEED is "${given}": give a whole number or "random".`);
if (given === 'random') console.log(`PROPERTY_SEED=${seed}`);

const times = Number(process.env.PROPERTY_RUNS ?? 1);
if (!(times >= 1)) throw new Error(`PROPERTY_RUNS is "${process.env.PROPERTY_RUNS}": give how many times as many cases to try, 1 or more.`);

/** Cases of a property: fast-check's hundred, or the number given, times `PROPERTY_RUNS`. */
export const runsOf = (cases = 100): number => Math.ceil(cases * times);

fc.configureGlobal({ seed, numRuns: runsOf() });

export default fc;
