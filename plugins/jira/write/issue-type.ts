import type { IssueType } from './metadata.ts'

/** The type of that name; without a name, what a new issue is: a task where there is one, else the first usual type. */
export function issueTypeOf(types: readonly IssueType[], name: string | undefined): IssueType | undefined {
  if (name !== undefined) return types.find(type => type.name.toLowerCase() === name.trim().toLowerCase())
  const usual = types.filter(type => !type.isSubtask && type.name !== 'Epic')
  return usual.find(type => type.name === 'Task') ?? usual[0] ?? types[0]
}
