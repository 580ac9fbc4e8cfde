import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** An `@example` of a doc comment, in TypeScript. */
export interface DocExample {
  /** Where it stands: `framework/source/call.ts:42`. */
  readonly place: string
  /** The function, type or class that the comment is about; absent for a member of one. */
  readonly of: string | undefined
  readonly code: string
}

const eachComment =
  /^[ \t]*\/\*\*(.*?)\*\/[ \t]*\n(?:export (?:async )?(?:function|class|interface|type|const) (\w+))?/gms

/** The examples of a source file. One in another language stands in a fence that says so, and is passed over. */
export function docExamples(file: string, source: string): readonly DocExample[] {
  return [...source.matchAll(eachComment)].flatMap(({ 1: comment = '', 2: of, index }) => {
    const lines = comment.split('\n').map(line => line.replace(/^[ \t]*\* ?/, ''))
    return lines.flatMap((line, at) => {
      if (!/^[ \t]*@example\b/.test(line)) return []
      const end = lines.findIndex((later, below) => below > at && /^[ \t]*@\w/.test(later))
      const body = [line.replace(/^[ \t]*@example\b/, ''), ...lines.slice(at + 1, end < 0 ? undefined : end)]
      const code = codeOf(body.join('\n').trim())
      const number = source.slice(0, index).split('\n').length + at
      return code === undefined ? [] : [{ place: `${file}:${number}`, of, code }]
    })
  })
}

function codeOf(text: string): string | undefined {
  const [, language, fenced] = /^```(\w*)\n(.*?)^```/ms.exec(text) ?? []
  if (fenced === undefined) return text
  return language === 'ts' || language === 'typescript' ? fenced : undefined
}

/** The names that a door such as `framework/source.ts` exports from other files, types included. */
export function exportedNames(door: string): readonly string[] {
  return [...door.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').flatMap(name => /(\w+)\s*$/.exec(name)?.[1] ?? []),
  )
}

/** What stands around an example where somebody reads it: what `open` was given, and a host that runs. */
const given = `
declare const url: string
declare const headers: Readonly<Record<string, string>>
declare const call: import('issuefs/source').Call
declare const host: import('issuefs').Host
declare const notes: import('issuefs/source').Source<{
  readonly url: { readonly type: 'url'; readonly required: true; readonly help: string }
  readonly token: { readonly type: 'secret'; readonly help: string }
}>
`

/**
 * What the compiler says of examples, with the places where they stand. Names that a door exports are imported for them.
 *
 * @param doors exported names by the door, such as `issuefs/source`; the first door that has a name gives it
 */
export function wrongExamples(
  root: string,
  examples: readonly DocExample[],
  doors: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-examples-'))
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  try {
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(root, join(folder, 'node_modules/issuefs'))
    write('package.json', '{ "type": "module" }')
    write('given.d.ts', given)
    write('tsconfig.json', JSON.stringify(configuration(root)))
    for (const [at, { code }] of examples.entries())
      write(`example-${at}.ts`, `${importsOf(code, doors)}\n${code}\nexport {}\n`)
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
    const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' })
    if (stderr !== '') return [stderr]
    // What is wrong elsewhere is for the check of the whole repository to say.
    return stdout.split('\n').flatMap(line => {
      const [, at, message] = /^(?:.*\/)?example-(\d+)\.ts\S* (.*)$/.exec(line) ?? []
      return at === undefined ? [] : [`${examples[Number(at)]!.place} ${message}`]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function configuration(root: string) {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      typeRoots: [join(root, 'node_modules/@types')],
      noUnusedLocals: false,
      noUnusedParameters: false,
      verbatimModuleSyntax: false,
    },
    include: ['*.ts'],
    exclude: [],
  }
}

function importsOf(code: string, doors: Readonly<Record<string, readonly string[]>>): string {
  const words = new Set(code.match(/\w+/g))
  const lines = Object.entries(doors).map(([door, names]) => {
    const used = names.filter(name => words.delete(name))
    return used.length === 0 ? '' : `import { ${used.join(', ')} } from '${door}'`
  })
  return lines.filter(Boolean).join('; ')
}
