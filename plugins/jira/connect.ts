import { type Account, type Call, type Connection, isSourceError, SourceError } from 'issuefs/source'
import type { JiraClient } from './client.ts'
import { conditionOf } from './jql.ts'
import { personId, personName } from './model/person.ts'
import { nearest } from './nearest.ts'
import { visibleProjects } from './projects.ts'
import type { ServerInfo, Site } from './site.ts'

/** Says what Jira it is and whose eyes see it; checks the address, the credentials, the projects and the JQL. */
export async function connect(site: Site, call: Call): Promise<Connection> {
  const info = await jiraAt(site, call)
  const user = await site.myself(call)
  const id = personId(user)
  const account: Account | undefined = id === undefined ? undefined : { id, name: personName(user) ?? id }
  const client = await site.client(call)
  if (site.selection.projects ?? site.selection.jql) await checkSelection(site, client)
  const kind = info.flavour === 'cloud' ? 'Jira Cloud' : `Jira Data Center ${info.version}`
  const summary = `${kind}${info.title ? ` “${info.title}”` : ''}, as ${account?.name ?? 'nobody (anonymous)'}`
  return { instance: site.url, summary, ...(account && { account }) }
}

async function jiraAt(site: Site, call: Call): Promise<ServerInfo> {
  try {
    return await site.info(call)
  } catch (error) {
    if (!isSourceError(error) || (error.kind !== 'not-found' && error.kind !== 'unexpected')) throw error
    if (error.status !== undefined && error.status >= 500) throw error
    const remedy = 'check the address (--url or JIRA_URL), with the path that Jira has on that host'
    throw new SourceError('invalid', `There is no Jira at ${site.url}: ${remedy}.`, { cause: error })
  }
}

async function checkProject(site: Site, client: JiraClient, key: string): Promise<void> {
  try {
    await client.project(key)
  } catch (error) {
    if (!isSourceError(error) || (error.kind !== 'not-found' && error.kind !== 'denied')) throw error
    if (error.status === 401) throw error
    const keys = (await visibleProjects(client)).map(project => project.key)
    const near = nearest(key, keys)
    const hint =
      near.length > 0
        ? `the nearest are ${near.join(', ')}`
        : site.credentials.kind === 'anonymous'
          ? site.credentials.remedy
          : 'it sees none at all'
    throw new SourceError('not-found', `This account sees no project ${key} at ${site.url}: ${hint}.`, { cause: error })
  }
}

/** One question for all projects and the JQL; only when Jira refuses it, what is wrong is looked for. */
async function checkSelection(site: Site, client: JiraClient): Promise<void> {
  const query = { jql: conditionOf(site.selection), fields: ['id'], maxResults: 1 }
  try {
    await (client.flavour === 'cloud' ? client.searchByToken(query) : client.searchByOffset({ ...query, startAt: 0 }))
  } catch (error) {
    if (!isSourceError(error) || error.kind !== 'invalid') throw error
    for (const key of site.selection.projects ?? []) await checkProject(site, client, key)
    throw new SourceError('invalid', `Jira does not take the query: ${error.message}`, { cause: error })
  }
}
