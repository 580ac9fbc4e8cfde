import { type Account, type Call, type Connection, isSourceError, SourceError } from 'issuefs/source'
import { ask } from './client.ts'
import { selectedProjects } from './listing/selected.ts'
import { walk } from './listing/walk.ts'
import { lineOf, objectOf } from './model/json.ts'
import type { Site } from './site.ts'

/** Says whose eyes see Redmine; checks the address, the key, the projects and the query. */
export async function connect(site: Site, call: Call): Promise<Connection> {
  const account = await accountOf(site, call)
  await atRedmine(site, () => site.projects.all(call))
  await selectedProjects(site, call)
  if (site.selection.query) await checkQuery(site, call)
  const summary = `Redmine, as ${account?.name ?? 'nobody (anonymous)'}`
  return { instance: site.url, summary, ...(account && { account }) }
}

/** A wrong key reads public projects as nobody, with status 200: only this question tells. */
async function accountOf(site: Site, call: Call): Promise<Account | undefined> {
  if (site.key === undefined) return undefined
  const user = objectOf((await atRedmine(site, () => ask(site, call, '/users/current.json'))).user)
  const id = lineOf(user.id)
  if (id === undefined) throw noRedmine(site)
  const name = lineOf(`${lineOf(user.firstname) ?? ''} ${lineOf(user.lastname) ?? ''}`) ?? lineOf(user.login)
  return { id, name: name ?? id }
}

async function atRedmine<T>(site: Site, question: () => Promise<T>): Promise<T> {
  try {
    return await question()
  } catch (error) {
    if (!isSourceError(error)) throw error
    if (error.status === 403) {
      const remedy = 'an administrator switches it on (Administration, Settings, API, Enable REST web service)'
      throw new SourceError('denied', `${site.url} does not answer programs: ${remedy}.`, { cause: error, status: 403 })
    }
    if (error.kind === 'not-found' || (error.kind === 'unexpected' && (error.status ?? 0) < 500)) {
      throw noRedmine(site, error)
    }
    throw error
  }
}

function noRedmine(site: Site, cause?: unknown): SourceError {
  const remedy = 'check the address (--url or REDMINE_URL), with the path that Redmine has on that host'
  return new SourceError('invalid', `There is no Redmine at ${site.url}: ${remedy}.`, { cause })
}

/** Redmine says nothing of filters that it does not know. */
async function checkQuery(site: Site, call: Call): Promise<void> {
  try {
    await walk(site, call, { offset: 0, limit: 1 })
  } catch (error) {
    if (!isSourceError(error)) throw error
    const { query, projects } = site.selection
    if (query?.kind === 'saved' && (error.kind === 'not-found' || error.status === 403)) {
      const hint =
        projects === undefined
          ? 'one that belongs to a project needs --projects with it'
          : `it is neither one of ${projects.join(', ')} nor one for all projects`
      const sentence = `This account sees no saved query ${query.id} at ${site.url}: ${hint}.`
      throw new SourceError('not-found', sentence, { cause: error })
    }
    if (error.kind !== 'invalid') throw error
    throw new SourceError('invalid', `Redmine does not take the query: ${error.message}`, { cause: error })
  }
}
