import { readFileSync } from 'node:fs'
import { ownEnding } from '../../plugin/ending.ts'
import { version } from '../version.ts'

/** In the published package they are named so that nothing takes them for code of its own. */
const suffix = ownEnding === '.ts' ? '' : '.txt'

/** Files of a new plugin by their name, as they stand in `template/`. */
const templates: Readonly<Record<string, string>> = {
  'index.ts': 'index.ts',
  'tracker.ts': 'tracker.ts',
  'index.test.ts': 'index.test.ts',
  'package.json': '_package.json',
  'tsconfig.json': '_tsconfig.json',
  'tsconfig.build.json': '_tsconfig.build.json',
  'README.md': 'README.md',
  '.gitignore': '_gitignore',
}

/** What a new plugin is tested and compiled with. */
export const tools = { typescript: '^7.0.2', vitest: '^4.1.12' } as const

/** The files of a new plugin, by name. */
export function pluginFiles(name: string): ReadonlyMap<string, string> {
  const files = Object.entries(templates).map(([file, template]): [string, string] => {
    const text = readFileSync(new URL(`template/${template}${suffix}`, import.meta.url), 'utf8')
    return [file, filled(text, name)]
  })
  return new Map(files)
}

function filled(text: string, name: string): string {
  return text
    .replaceAll('TEMPLATE_', `${name.toUpperCase().replaceAll('-', '_')}_`)
    .replaceAll('template', name)
    .replaceAll('ISSUEFS_VERSION', version())
    .replaceAll('TYPESCRIPT_VERSION', tools.typescript)
    .replaceAll('VITEST_VERSION', tools.vitest)
}
