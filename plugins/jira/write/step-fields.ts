import type { Issue } from '../model/issue.ts'
import { lineOf, objectOf } from '../model/json.ts'
import { issueKey } from '../model/key.ts'
import type { WriteContext } from './context.ts'
import type { Writable } from './names.ts'
import { type Step, stepsOf } from './step.ts'

/**
 * The fields that only steps of the workflow ask for.
 *
 * @param names what is looked for: then also among the steps further on. `undefined`: those of the next steps
 */
export async function stepFields(
  issue: Issue,
  names: readonly string[] | undefined,
  context: WriteContext,
): Promise<readonly Writable[]> {
  if (names?.length === 0) return []
  const { client, metadata, call } = context
  const found = new Map<string, Writable>()
  const add = async (steps: readonly Step[]) => {
    const screens = await Promise.all(steps.map(step => context.writables(step.screen)))
    for (const one of screens.flat()) found.set(one.key, { ...one, meta: { ...one.meta, required: false } })
  }
  await add(stepsOf(await client.transitions(issue.id)))
  const project = issueKey(issue.key)?.project ?? ''
  const isLacking = () => names?.some(name => !found.has(name)) === true
  if (!isLacking()) return [...found.values()]
  for (const status of await metadata.statuses(project, lineOf(objectOf(issue.fields.issuetype).name), call)) {
    await add((await metadata.stepsFrom(status, issue, call)) ?? [])
    if (!isLacking()) break
  }
  return [...found.values()]
}
