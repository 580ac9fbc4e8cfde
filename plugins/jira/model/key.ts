import { lineOf } from './json.ts'

/** The parameters of `{project}/{key}.md`. */
export interface IssueKey {
  readonly project: string
  readonly key: string
}

const SHAPE = /^([\p{L}][\p{L}\p{N}_]*)-([1-9]\d*)$/u

/** `PROJ-42` as the parameters of its path, or `undefined` when no issue can have that key. */
export function issueKey(key: unknown): IssueKey | undefined {
  const project = SHAPE.exec(lineOf(key) ?? '')?.[1]
  return project === undefined ? undefined : { project, key: lineOf(key)! }
}

/** Whether a project can have this key. */
export function isProjectKey(key: string): boolean {
  return /^[\p{L}][\p{L}\p{N}_]*$/u.test(key)
}
