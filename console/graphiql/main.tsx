/**
 * GraphiQL on the hub's own API, with the documentation open beside the examples. The token comes from the page's address
 * (`#token=…`, never sent to a server), is put into the headers by hand, or belongs to the role that is chosen where a sandbox offers
 * its own; it is kept in the tab, not in the browser's storage.
 */
import 'graphiql/setup-workers/vite';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { EXAMPLES } from './examples.ts';
import './page.css';

type Tokens = Readonly<Record<string, string>>;

/** The role in which a newcomer starts: it may ask what it likes, and sees names masked. */
const FIRST_ROLE = 'analyst';

/** Token and purpose of the address' fragment; the fragment is taken away so that it is not copied along with the address. */
function takeFragment(): { token: string; purpose: string } {
	const fragment = new URLSearchParams(location.hash.slice(1));
	if (fragment.has('token')) history.replaceState(null, '', location.pathname);
	return { token: fragment.get('token') ?? '', purpose: fragment.get('purpose') ?? '' };
}

/** Tokens by role that a sandbox offers; none elsewhere. */
async function offeredTokens(): Promise<Tokens> {
	const response = await fetch('/graphiql/tokens.json');
	return response.ok ? ((await response.json()) as Tokens) : {};
}

/** Tabs and headers of one visit: a token must not outlive it, nor be read by the next user of the machine. */
function createTabStorage(): Storage {
	const kept = new Map<string, string>();
	return {
		get length() {
			return kept.size;
		},
		key: (index) => [...kept.keys()][index] ?? null,
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value),
		removeItem: (key) => void kept.delete(key),
		clear: () => kept.clear(),
	};
}

const storage = createTabStorage();

interface ConsoleProps {
	readonly tokens: Tokens;
	/** Token of the address; '': none. */
	readonly given: string;
	readonly purpose: string;
}

function Console({ tokens, given, purpose }: ConsoleProps) {
	const roles = given === '' ? Object.keys(tokens) : [];
	const [role, setRole] = useState(FIRST_ROLE);
	const token = roles.length === 0 ? given : (tokens[role] ?? '');
	const headers = JSON.stringify(
		{ ...(roles.length === 0 ? { Authorization: `Bearer ${given || 'TOKEN'}` } : {}), 'X-Purpose': purpose },
		null,
		2,
	);
	// The schema is asked for before the first tab's headers are read; what a tab says wins over this.
	const fetcher = useMemo(
		() => createGraphiQLFetcher({ url: '/graphql', headers: token === '' ? {} : { Authorization: `Bearer ${token}` } }),
		[token],
	);
	return (
		// Another role may read another part of the schema, so the editor starts anew over the same tabs.
		<GraphiQL
			key={role}
			fetcher={fetcher}
			storage={storage}
			defaultHeaders={headers}
			shouldPersistHeaders
			visiblePlugin="Documentation Explorer"
			defaultEditorToolsVisibility="headers"
			defaultTabs={EXAMPLES.map((query) => ({ query, headers }))}
		>
			<GraphiQL.Logo>
				<span className="lianjian-logo">联鉴</span>
			</GraphiQL.Logo>
			<GraphiQL.Footer>
				<div className="lianjian-help">
					{roles.length > 0 && (
						<label>
							角色 Role{' '}
							<select value={role} onChange={(event) => setRole(event.target.value)}>
								{roles.map((name) => (
									<option key={name}>{name}</option>
								))}
							</select>
						</label>
					)}
					<span>
						Headers 里填{roles.length === 0 ? ' Authorization 与' : ''} X-Purpose（REVIEW、ENFORCEMENT、APPEAL、ANALYSIS、AUDIT）· Put your{' '}
						{roles.length === 0 ? 'token and ' : ''}purpose into Headers
					</span>
				</div>
			</GraphiQL.Footer>
		</GraphiQL>
	);
}

const root = document.getElementById('graphiql');
const { token, purpose } = takeFragment();
if (root !== null) createRoot(root).render(<Console tokens={await offeredTokens()} given={token} purpose={purpose} />);
