/** The path templates of this source, which are also the names of its routes. */
export const OWNER = '{owner}'
export const REPOSITORY = '{owner}/{repo}'
export const ISSUE = '{owner}/{repo}/issues/{number:int}.md'
export const PULL = '{owner}/{repo}/pulls/{number:int}.md'
export const ISSUE_HISTORY = '{owner}/{repo}/issues/{number:int}/history.md'
export const PULL_HISTORY = '{owner}/{repo}/pulls/{number:int}/history.md'
/** Whichever of the two has the number. */
export const EITHER = '{owner}/{repo}/{number:int}.md'
export const DIFF = '{owner}/{repo}/pulls/{number:int}/changes.diff'
