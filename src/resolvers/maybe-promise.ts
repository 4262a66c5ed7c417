/** Values that are often there already. Only what has to be read is a promise: an answer has thousands of fields, and each promise costs as much as a field. */

export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a value: at once when it is there, else when it is. */
export function when<A, B>(value: MaybePromise<A>, go: (value: A) => B): MaybePromise<B> {
	return value instanceof Promise ? value.then(go) : go(value);
}
