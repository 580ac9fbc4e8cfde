import type { JiraClient } from './client.ts'
import { lineOf, listOf, objectOf } from './model/json.ts'
import { isProjectKey } from './model/key.ts'

export interface Project {
  readonly id: string
  readonly key: string
}

/** One page of the projects that the account may see. `from` is an offset. Data Center has them all on one page. */
export async function projectPage(
  client: JiraClient,
  from = 0,
): Promise<{ readonly projects: readonly Project[]; readonly next?: number; readonly total?: number }> {
  if (client.flavour === 'data-center') return { projects: projectsOf(await client.allProjects()) }
  const page = await client.projectPage(from)
  const end = from + listOf(page.values).length
  const more = page.isLast !== true && end > from && end < (page.total ?? Number.POSITIVE_INFINITY)
  return {
    projects: projectsOf(page.values),
    ...(more && { next: end }),
    ...(page.total !== undefined && { total: page.total }),
  }
}

/** All of them, to the last page. */
export async function visibleProjects(client: JiraClient): Promise<readonly Project[]> {
  const found: Project[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page = await projectPage(client, from)
    found.push(...page.projects)
    from = page.next
  }
  return found
}

function projectsOf(answer: unknown): readonly Project[] {
  return listOf(answer).flatMap(raw => {
    const id = lineOf(objectOf(raw).id)
    const key = lineOf(objectOf(raw).key)
    return id && key && isProjectKey(key) ? [{ id, key }] : []
  })
}
