import type { Front } from 'issuefs/source'
import { type Entity, stateOf } from '../model/entity.ts'
import { countOf, type JsonObject, lineOf, listOf, nodesOf, objectOf, wordsOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import { projects } from './projects.ts'
import { checks, size, verdicts } from './pull.ts'
import { reactions } from './reactions.ts'
import { reference, references } from './references.ts'

/** The front matter in its stable order. */
export function front({ kind, key, node }: Entity): Front {
  const here = `${key.owner}/${key.repo}`
  const name = lineOf(objectOf(node.repository).nameWithOwner) ?? here
  return {
    key: `${here}#${key.number}`,
    url: lineOf(node.url),
    type: lineOf(objectOf(node.issueType).name),
    status: wordsOf(stateOf(node)),
    reason: wordsOf(node.stateReason),
    draft: node.isDraft === true || undefined,
    assignee: oneOrMore(loginsOf(nodesOf(node.assignees))),
    author: lineOf(objectOf(node.author).login) ?? 'ghost',
    association: node.authorAssociation === 'NONE' ? undefined : wordsOf(node.authorAssociation),
    labels: nodesOf(node.labels).flatMap(label => lineOf(label.name) ?? []),
    milestone: lineOf(objectOf(node.milestone).title),
    projects: projects(node.projectItems),
    reactions: reactions(node.reactionGroups),
    parent: reference(node.parent, name),
    'sub-issues': references(node.subIssues, name),
    'blocked by': references(node.blockedBy, name),
    blocking: references(node.blocking, name),
    'pull requests': references(node.closedByPullRequestsReferences, name),
    ...(kind === 'pull' && pullFront(node, key.number, name)),
    locked: node.locked === true ? (wordsOf(node.activeLockReason) ?? true) : undefined,
    created: isoTime(node.createdAt),
    updated: isoTime(node.updatedAt),
    closed: isoTime(node.closedAt),
    merged: isoTime(node.mergedAt),
  }
}

function pullFront(node: JsonObject, number: number, name: string): Front {
  const fork = lineOf(objectOf(node.headRepository).nameWithOwner)
  const head = lineOf(node.headRefName)
  return {
    closes: references(node.closingIssuesReferences, name),
    base: lineOf(node.baseRefName),
    head: fork === undefined || fork === name ? head : `${fork}:${head ?? ''}`,
    review: wordsOf(node.reviewDecision),
    reviewers: verdicts(node),
    'review requested': nodesOf(node.reviewRequests).flatMap(requested),
    checks: checks(node.statusCheckRollup),
    commits: countOf(objectOf(node.commits).totalCount),
    size: size(node),
    'merged by': lineOf(objectOf(node.mergedBy).login),
    diff: `${number}/changes.diff`,
  }
}

function requested({ requestedReviewer }: JsonObject): readonly string[] {
  const { login, slug } = objectOf(requestedReviewer)
  return listOf([lineOf(login) ?? lineOf(slug)]).flatMap(found => lineOf(found) ?? [])
}

function loginsOf(people: readonly JsonObject[]): readonly string[] {
  return people.flatMap(person => lineOf(person.login) ?? [])
}

function oneOrMore(names: readonly string[]): string | readonly string[] | undefined {
  return names.length > 1 ? names : names[0]
}
