/**
 * GraphiQL on the hub's own API. The token comes from the page's address (`#token=…`, never sent to a server) or is put into the
 * headers by hand; it is kept in the tab, not in the browser's storage.
 */
import 'graphiql/setup-workers/vite';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { EXAMPLES } from './examples.ts';
import './page.css';

/** Token and purpose of the address' fragment; the fragment is taken away so that it is not copied along with the address. */
function takeFragment(): { token: string; purpose: string } {
	const fragment = new URLSearchParams(location.hash.slice(1));
	if (fragment.has('token')) history.replaceState(null, '', location.pathname);
	return { token: fragment.get('token') ?? '', purpose: fragment.get('purpose') ?? '' };
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

const { token, purpose } = takeFragment();
const headers = JSON.stringify({ Authorization: `Bearer ${token || 'TOKEN'}`, 'X-Purpose': purpose }, null, 2);
// The schema is asked for before the first tab's headers are read; what a tab says wins over this.
const fetcher = createGraphiQLFetcher({ url: '/graphql', headers: token === '' ? {} : { Authorization: `Bearer ${token}` } });

function Console() {
	return (
		<GraphiQL
			fetcher={fetcher}
			storage={createTabStorage()}
			initialHeaders={headers}
			defaultHeaders={headers}
			defaultEditorToolsVisibility="headers"
			defaultTabs={EXAMPLES.map((query) => ({ query, headers }))}
		>
			<GraphiQL.Logo>
				<span className="lianjian-logo">联鉴</span>
			</GraphiQL.Logo>
			<GraphiQL.Footer>
				<div className="lianjian-help">
					Headers 里填 Authorization 与 X-Purpose（REVIEW、ENFORCEMENT、APPEAL、ANALYSIS、AUDIT）· Put your token and purpose into Headers
				</div>
			</GraphiQL.Footer>
		</GraphiQL>
	);
}

const root = document.getElementById('graphiql');
if (root !== null) createRoot(root).render(<Console />);
