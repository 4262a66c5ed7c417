/** The queries that a newcomer finds in the first tabs: an overview, one organisation in full, the live field. */

/** What the top flags are, with their evidence. */
const FLAGS = `# 1. 风险线索 · Flags with their evidence
query Flags {
  flags(first: 5, orderBy: SCORE_DESC) {
    totalCount
    nodes {
      code severity score title { zh en }
      organisation { id name divisionCode risk { score } }
      evidence { nodes { source recordKey field value asOf } }
    }
  }
}
`;

/** One organisation as all agencies know it. */
const ORGANISATION = `# 2. 一机构一表 · The organisations at highest risk, across agencies
query Dossiers {
  organisations(first: 3, orderBy: RISK_DESC) {
    nodes {
      id name creditCode risk { score severity flagCodes }
      registration { name status scope head { name } provenance { source asOf } }
      licences { nodes { licenceNo category status validUntil } }
      inspections(first: 3) { nodes { inspectedOn outcome } }
      predecessors { nodes { score kind predecessor { id name } reasons { signal weight } } }
      successors { nodes { score kind successor { id name } reasons { signal weight } } }
    }
  }
}
`;

/** The live field beside the replica. */
const LIVE = `# 3. 实时核验 · Ask market regulation now; see extensions.sources
query Live {
  organisations(first: 5, filter: { withRecords: [REGISTRATION] }) {
    nodes {
      name
      replica: registration { status provenance { asOf } }
      now: registration(freshness: LIVE) { status freshness replicaAgeSeconds provenance { asOf } }
    }
  }
  sources { id agency { zh } state }
}
`;

export const EXAMPLES = [FLAGS, ORGANISATION, LIVE];
