import type { Code } from 'mdast'
import { refuse } from '../../markup/refuse.ts'

/** Code; what holds a closing tag itself is written with another one. */
export function code({ lang, meta, value }: Code): string {
  const carrier = /^(adf|wiki):/.exec(lang ?? '')
  if (carrier?.[1] === 'wiki') return value
  if (carrier) return refuse(`\`\`\`${lang} is of Jira Cloud: wiki markup has nothing for it.`)
  const parameters = [lang && !(lang === 'text' && meta) ? lang : '', ...parametersOf(meta)].filter(Boolean).join('|')
  if (!/\{code\}/i.test(value)) return `{code${parameters && `:${parameters}`}}\n${value}\n{code}`
  if (!/\{noformat\}/i.test(value)) return `{noformat${parameters && `:${parameters}`}}\n${value}\n{noformat}`
  return refuse('Code that holds both {code} and {noformat} has no form in wiki markup.')
}

/** `title="Bar.java" borderStyle="solid"` as parameters. */
function parametersOf(meta: string | null | undefined): string[] {
  if (!meta) return []
  const rest = meta.replaceAll(/[\w.-]+="[^"{}|]*"/g, '').trim()
  if (rest !== '') refuse(`Code has parameters of the form name="value" and no "${rest}".`)
  return Array.from(meta.matchAll(/([\w.-]+)="([^"{}|]*)"/g), ([, name, value]) => `${name}=${value}`)
}
