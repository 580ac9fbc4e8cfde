import type { Options, Values } from '../../source/options.ts'

/** A tracker to save issues of. */
export interface Measured {
  readonly name: string
  readonly plugin: string
  readonly emulate: Readonly<Record<string, unknown>>
  readonly options: Values<Options>
  /** What is changed of an issue. */
  readonly part: 'title' | 'body'
  pathOf(number: number): string
}

export const measured: readonly Measured[] = [
  {
    name: 'Jira Cloud',
    plugin: 'jira',
    emulate: { flavour: 'cloud', projects: ['AB'] },
    options: { projects: ['AB'] },
    part: 'body',
    pathOf: number => `AB/AB-${number}.md`,
  },
  {
    name: 'Jira Data Center',
    plugin: 'jira',
    emulate: { flavour: 'data-center', projects: ['AB'] },
    options: { projects: ['AB'] },
    part: 'body',
    pathOf: number => `AB/AB-${number}.md`,
  },
  {
    name: 'GitHub',
    plugin: 'github',
    emulate: { projects: ['acme/app'] },
    options: { repos: ['acme/app'] },
    part: 'body',
    pathOf: number => `acme/app/issues/${number}.md`,
  },
  {
    name: 'Bugzilla (title)',
    plugin: 'bugzilla',
    emulate: { projects: ['Demo'] },
    options: {},
    part: 'title',
    pathOf: number => `Demo/${number}.md`,
  },
  {
    name: 'Redmine',
    plugin: 'redmine',
    emulate: { projects: ['demo'] },
    options: {},
    part: 'body',
    pathOf: number => `demo/${number}.md`,
  },
]
