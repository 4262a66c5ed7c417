/** Queries to paste on the first day: what a dashboard asks. They name no id, so that they hold on any province. */

export interface SampleQuery {
	readonly about: string;
	readonly query: string;
}

export const SAMPLE_QUERIES: readonly SampleQuery[] = [
	{
		about: 'The organisations to look at first, and why',
		query: '{ organisations(first: 5) { nodes { id name creditCode risk { score severity flagCodes } } } }',
	},
	{
		about: 'Grave flags with the records they stand on',
		query:
			'{ flags(first: 5, filter: { minSeverity: HIGH }) { nodes { code title { zh } explanation { zh } organisation { name } evidence { nodes { source recordType recordKey field } } } } }',
	},
	{
		about: 'Who seems to carry on whom, over three agencies in one answer',
		query:
			'{ organisations(first: 5) { nodes { name registration { status scope } licences { nodes { licenceNo status } } predecessors { nodes { score kind predecessor { name status } } } } } }',
	},
];
