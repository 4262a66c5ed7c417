/** Leaf values as JSON text: what `serialize` of their type gives, written once for each value that comes back again and again. */
import { type GraphQLLeafType, isEnumType } from 'graphql';
import inspectModule from 'graphql/jsutils/inspect.js';

/** The JSON text of a value that is not null. @throws what the type's `serialize` throws, and Error when it gives nothing. */
export type LeafText = (value: unknown) => string;

/** Texts that are kept a type. Fewer: days and codes are checked again in every row; more: memory for values that are seen once. */
const MOST_KEPT = 5_000;
/** Longest value that is kept; longer ones are texts, which seldom come back. */
const LONGEST_KEPT = 40;

const made = new WeakMap<GraphQLLeafType, LeafText>();

/** How values of a type are written. */
export function leafText(type: GraphQLLeafType): LeafText {
	const known = made.get(type) ?? makeLeafText(type);
	made.set(type, known);
	return known;
}

function makeLeafText(type: GraphQLLeafType): LeafText {
	const write = (value: unknown): string => {
		const serialized: unknown = type.serialize(value);
		if (serialized == null) {
			const [said, given, got] = [String(type), inspectModule.inspect(value), inspectModule.inspect(serialized)];
			throw new Error(`Expected \`${said}.serialize(${given})\` to return non-nullable value, returned: ${got}`);
		}
		return JSON.stringify(serialized);
	};
	if (isEnumType(type)) {
		const texts = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, `"${name}"`]));
		return (value) => texts.get(value) ?? write(value);
	}
	switch (type.name) {
		case 'String':
		case 'ID':
			return (value) => (typeof value === 'string' ? quote(value) : write(value));
		case 'Int':
			return (value) => (typeof value === 'number' && (value | 0) === value ? `${value | 0}` : write(value));
		case 'Boolean':
			return (value) => (value === true ? 'true' : value === false ? 'false' : write(value));
		default:
			return keeping(write);
	}
}

/** A scalar says the same of the same text, so it is asked once. */
function keeping(write: LeafText): LeafText {
	const texts = new Map<string, string>();
	return (value) => {
		if (typeof value !== 'string' || value.length > LONGEST_KEPT) return write(value);
		const known = texts.get(value);
		if (known !== undefined) return known;
		const text = write(value);
		if (texts.size >= MOST_KEPT) texts.clear();
		texts.set(value, text);
		return text;
	};
}

/** Length up to which looking at each character is cheaper than calling the engine's own writer. */
const SHORT = 48;

/** A text in quotes, as JSON.stringify writes it. */
export function quote(text: string): string {
	if (text.length > SHORT) return JSON.stringify(text);
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		// Quotes, backslashes, control characters, and halves of characters are written with an escape.
		if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) return JSON.stringify(text);
	}
	return `"${text}"`;
}
