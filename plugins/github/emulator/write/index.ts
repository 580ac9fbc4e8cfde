import type { Store } from '../data/store.ts'
import { type Handler, Refusal, type Route } from '../http/message.ts'
import { repoOf } from '../rest/place.ts'
import { createComment, patchComment, patchRemark, putReview } from './comments.ts'
import { createCreations } from './creations.ts'
import { createIssue, patchIssue } from './issues.ts'
import { lock, unlock } from './lock.ts'
import { addReviewers, patchPull, removeReviewers } from './pulls.ts'
import { ARCHIVED } from './refusals.ts'
import { addBlocker, addSubIssue, removeBlocker, removeSubIssue } from './relations.ts'
import { addAssignees, addLabels, removeAssignees, removeLabel } from './sets.ts'

/** What may be written by REST. `creations`: issues and comments within a second. */
export function writeRoutes(store: Store, creations: number): readonly Route[] {
  const take = createCreations(creations)
  const issue = '/issues/{number:int}'
  const pull = '/pulls/{number:int}'
  const table: readonly (readonly [
    string,
    string,
    (store: Store, request: Parameters<Handler>[0]) => ReturnType<Handler>,
  ])[] = [
    ['POST', '/issues', (_, request) => createIssue(store, request, take)],
    ['PATCH', issue, patchIssue],
    ['POST', `${issue}/comments`, (_, request) => createComment(store, request, take)],
    ['PATCH', '/issues/comments/{comment:int}', patchComment],
    ['PATCH', '/pulls/comments/{comment:int}', patchRemark],
    ['PUT', `${pull}/reviews/{comment:int}`, putReview],
    ['POST', `${issue}/labels`, addLabels],
    ['DELETE', `${issue}/labels/{name}`, removeLabel],
    ['POST', `${issue}/assignees`, addAssignees],
    ['DELETE', `${issue}/assignees`, removeAssignees],
    ['POST', `${issue}/sub_issues`, addSubIssue],
    ['DELETE', `${issue}/sub_issue`, removeSubIssue],
    ['POST', `${issue}/dependencies/blocked_by`, addBlocker],
    ['DELETE', `${issue}/dependencies/blocked_by/{other:int}`, removeBlocker],
    ['PUT', `${issue}/lock`, lock],
    ['DELETE', `${issue}/lock`, unlock],
    ['PATCH', pull, patchPull],
    ['POST', `${pull}/requested_reviewers`, addReviewers],
    ['DELETE', `${pull}/requested_reviewers`, removeReviewers],
  ]
  return table.flatMap(([method, path, handler]) =>
    ['/repos/{owner}/{repo}', '/repositories/{id:int}'].map(
      (place): Route => [
        method,
        `${place}${path}`,
        request => {
          if (repoOf(store, request).archived) throw new Refusal(403, ARCHIVED)
          return handler(store, request)
        },
      ],
    ),
  )
}
