/** The path templates of this source, which are also the names of its routes. */
export const PROJECT = '{project}'
export const ISSUE = '{project}/{key}.md'
export const HISTORY = '{project}/{key}/history.md'
export const ATTACHMENT = '{project}/{key}/attachments/{name}'
