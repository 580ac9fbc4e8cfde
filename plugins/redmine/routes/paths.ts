/** Where issues stand: `{project}` is the identifier of the project. */
export const ISSUE = '{project}/{id:int}.md'
export const HISTORY = '{project}/{id:int}/history.md'
export const ATTACHMENT = '{project}/{id:int}/attachments/{name}'
export const PROJECT = '{project}'
/** Wherever the issue of this number stands. */
export const ANYWHERE = '{id:int}.md'

/** The parameters of an issue's path. */
export interface IssueKey {
  readonly project: string
  readonly id: number
}
