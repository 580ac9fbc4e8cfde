import type { Options } from '../source/options.ts'

const kinds: readonly string[] = ['string', 'url', 'secret', 'list', 'number', 'boolean', 'choice']

/** What is wrong with an option table, in a clause; `undefined` when nothing is. Compilers can't tell all of it. */
export function unsoundOptions(options: Options): string | undefined {
  for (const [name, option] of Object.entries(options)) {
    const its = `its option "${name}"`
    if (!/^[a-z][A-Za-z0-9]*$/.test(name)) return `${its} needs a name in camel case, such as maxPages for --max-pages`
    if (!kinds.includes(option.type))
      return `${its} has the type "${String(option.type)}", which is none of ${kinds.join(', ')}`
    if (option.type === 'choice' && !Array.isArray(option.choices)) return `${its} is a choice without choices`
    const usual: unknown = option.default
    if (usual === undefined) continue
    if (option.type === 'secret') return `${its} is a secret and may have no default`
    if (option.type === 'choice' ? !option.choices.includes(String(usual)) : !isOf(option.type, usual))
      return `${its} has the default ${JSON.stringify(usual)}, which is ${option.type === 'choice' ? `none of ${option.choices.join(', ')}` : `no ${option.type}`}`
  }
  return undefined
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'list') return Array.isArray(value)
  if (type === 'number' || type === 'boolean') return typeof value === type
  return typeof value === 'string'
}
