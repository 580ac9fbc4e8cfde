import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Who may import whom. Tests and the testkit may look everywhere. */

const root = join(import.meta.dirname, '..')

interface Import {
  readonly file: string
  readonly specifier: string
  /** From the root of the repository, for our own modules. */
  readonly target: string | undefined
}

const isTest = (file: string): boolean => /\.test(-support|-d)?\.ts$|\/fixtures\/|^framework\/testkit\//.test(file)

function sources(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap(name => {
    const path = posix.join(folder, name)
    if (statSync(join(root, path)).isDirectory()) return name === 'node_modules' ? [] : sources(path)
    return path.endsWith('.ts') && !path.endsWith('.d.ts') ? [path] : []
  })
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"`]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
  )
  return [...found].map(([, from, dynamic, bare]) => {
    const specifier = from ?? dynamic ?? bare ?? ''
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : undefined
    return { file, specifier, target }
  })
}

const all = [...sources('framework'), ...sources('plugins')].filter(file => !isTest(file)).flatMap(importsOf)
const say = ({ file, specifier }: Import): string => `${relative('.', file)} imports ${specifier}`

/** Imports from within `folder` that `isWrong`. */
function wrong(folder: string, isWrong: (each: Import) => boolean): string[] {
  return all.filter(each => each.file.startsWith(folder) && isWrong(each)).map(say)
}

const within = (each: Import, ...folders: string[]): boolean => folders.some(folder => each.target?.startsWith(folder))

describe('imports', () => {
  it('are found at all', () => {
    expect(all.length).toBeGreaterThan(200)
  })

  it('of the contract stay in the contract', () => {
    expect(wrong('framework/source/', each => each.target !== undefined && !within(each, 'framework/source/'))).toEqual(
      [],
    )
    expect(wrong('framework/source/', each => each.target === undefined && each.specifier !== 'mdast')).toEqual([])
  })

  it('of plugins are issuefs/source, their SDK and their own files', () => {
    const own = (each: Import): string => each.file.split('/').slice(0, 2).join('/')
    expect(wrong('plugins/', each => each.target !== undefined && !within(each, `${own(each)}/`))).toEqual([])
    expect(
      wrong('plugins/', each => each.specifier.startsWith('issuefs') && each.specifier !== 'issuefs/source'),
    ).toEqual([])
  })

  it('of the framework never name a plugin', () => {
    expect(wrong('framework/', each => within(each, 'plugins/') || /issuefs\/plugins/.test(each.specifier))).toEqual([])
  })

  it('of the network side and the file side do not cross', () => {
    expect(wrong('framework/layers/', each => within(each, 'framework/vfs/', 'framework/backend/'))).toEqual([])
    expect(wrong('framework/sync/', each => within(each, 'framework/vfs/', 'framework/backend/'))).toEqual([])
    expect(wrong('framework/vfs/', each => within(each, 'framework/layers/', 'framework/sync/'))).toEqual([])
    expect(wrong('framework/backend/', each => within(each, 'framework/layers/', 'framework/sync/'))).toEqual([])
    expect(
      wrong('framework/store/', each =>
        within(each, 'framework/layers/', 'framework/sync/', 'framework/vfs/', 'framework/backend/'),
      ),
    ).toEqual([])
  })

  it.each([
    ['tsyringe', /^framework\/host\.ts$/],
    ['reflect-metadata', /^framework\/host\.ts$/],
    ['cosmiconfig', /^framework\/config\//],
    ['fuse-native', /^framework\/backend\//],
    ['koffi', /^framework\/backend\//],
    ['memfs', /^framework\/backend\/memory\.ts$/],
    ['commander', /^framework\/cli\//],
    ['vitest', /^framework\/testkit\//],
    ['jira.js', /^plugins\/jira\/client/],
    ['octokit', /^plugins\/github\/client/],
    ['bugzilla', /^plugins\/bugzilla\/client/],
  ])('of %s stand only where they belong', (name, place) => {
    expect(all.filter(each => each.specifier === name && !place.test(each.file)).map(say)).toEqual([])
  })
})
