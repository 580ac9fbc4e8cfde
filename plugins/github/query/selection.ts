/**
 * What is asked of issues and pull requests, as GraphQL. The arguments of connections cost points only where something
 * nested multiplies them: leaves are asked for by the hundred, what is nested by few.
 */

/** A part of the schema that older servers, or tokens of fewer rights, do not have. */
export interface Feature {
  readonly name: string
  readonly of: 'issue' | 'pull' | 'both'
  readonly selection: string
  /** Asked for instead where it is missing. @default nothing */
  readonly otherwise?: string
  /** What an error names when it is missing. */
  readonly told: RegExp
}

const ACTOR = '{login ...on User{databaseId} ...on Bot{databaseId}}'
const REFERENCE = '{number state repository{nameWithOwner}}'
const PAGE = 'pageInfo{hasNextPage endCursor}'

/** A comment of the conversation. */
const COMMENT = `{url body createdAt lastEditedAt isMinimized minimizedReason author${ACTOR}}`
/** A comment on a line of the diff. */
const REMARK = `{url body path line originalLine outdated createdAt lastEditedAt isMinimized minimizedReason author${ACTOR}}`

/** A page of comments of an issue or a pull request. */
export const comments = (args = 'first:100') => `comments(${args}){${PAGE} nodes${COMMENT}}`
/** A page of the remarks of a review. */
export const remarks = (args = 'first:30') => `comments(${args}){${PAGE} nodes${REMARK}}`
/** A page of reviews, with their remarks. */
export const reviews = (args = 'first:20') =>
  `reviews(${args}){${PAGE} nodes{id url state body createdAt submittedAt lastEditedAt author${ACTOR} ${remarks()}}}`

/** Enough to know that it is there and whether it has changed. */
export const IDENTITY = '__typename number createdAt updatedAt'

const BOTH = `${IDENTITY} id title body url locked activeLockReason closedAt authorAssociation author${ACTOR} \
repository{nameWithOwner} labels(first:100){nodes{name}} assignees(first:20){nodes{login}} milestone{title} \
reactionGroups{content reactors{totalCount}} ${comments()}`

const ISSUE = 'state'

/** The states of the two kinds are different types, which may not share a name within one answer. */
const PULL = `pullState:state isDraft mergedAt mergedBy{login} baseRefName headRefName headRepository{nameWithOwner} additions deletions \
changedFiles commits{totalCount} reviewDecision ${reviews()}`

/** Who was asked for a review: people, apps, and what else `more` names. */
const requests = (more = '') => `reviewRequests(first:20){nodes{requestedReviewer{...on Actor{login} ${more}}}}`

/** What tells two versions of one second apart. */
export const VERSION = { issue: `${ISSUE} comments{totalCount}`, pull: 'pullState:state comments{totalCount}' } as const

const FIELD = 'field{...on ProjectV2FieldCommon{name}}'
const VALUES = ['SingleSelect name', 'Text text', 'Number number', 'Date date', 'Iteration title']
  .map(value => value.split(' '))
  .map(([kind, value]) => `...on ProjectV2ItemField${kind}Value{${value} ${FIELD}}`)

export const features: readonly Feature[] = [
  { name: 'types', of: 'issue', selection: 'issueType{name}', told: /issueType/ },
  {
    name: 'duplicates',
    of: 'issue',
    selection: 'stateReason(enableDuplicate:true)',
    otherwise: 'stateReason',
    told: /enableDuplicate/,
  },
  {
    name: 'sub-issues',
    of: 'issue',
    selection: `parent${REFERENCE} subIssues(first:100){nodes${REFERENCE}}`,
    told: /'?(?:parent|subIssues)'?\b/,
  },
  {
    name: 'dependencies',
    of: 'issue',
    selection: `blockedBy(first:50){nodes${REFERENCE}} blocking(first:50){nodes${REFERENCE}}`,
    told: /blockedBy|blocking/,
  },
  {
    name: 'linked pull requests',
    of: 'issue',
    selection: `closedByPullRequestsReferences(first:20,includeClosedPrs:true){nodes${REFERENCE}}`,
    told: /closedByPullRequestsReferences|includeClosedPrs/,
  },
  {
    name: 'linked issues',
    of: 'pull',
    selection: `closingIssuesReferences(first:20){nodes${REFERENCE}}`,
    told: /closingIssuesReferences/,
  },
  {
    name: 'teams',
    of: 'pull',
    selection: requests('...on Team{slug}'),
    otherwise: requests(),
    told: /\bslug\b|read:org/,
  },
  {
    name: 'checks',
    of: 'pull',
    selection:
      'statusCheckRollup{state contexts(first:1){checkRunCountsByState{state count} statusContextCountsByState{state count}}}',
    told: /statusCheckRollup|checkRunCountsByState|statusContextCountsByState/,
  },
  {
    name: 'projects',
    of: 'both',
    selection: `projectItems(first:5){nodes{project{title} fieldValues(first:20){nodes{__typename ${VALUES.join(' ')}}}}}`,
    told: /projectItems|ProjectV2|read:project|\bproject\b/,
  },
]

/** The selection for the nodes of a kind, without what is lacking. */
export function selectionOf(kind: 'issue' | 'pull', lacks: ReadonlySet<string>): string {
  const own = features.filter(feature => feature.of === kind || feature.of === 'both')
  const parts = own.map(({ name, selection, otherwise = '' }) => (lacks.has(name) ? otherwise : selection))
  return [BOTH, kind === 'pull' ? PULL : ISSUE, ...parts].join(' ')
}
