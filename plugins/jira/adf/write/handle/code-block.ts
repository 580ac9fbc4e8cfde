import type { Code } from 'mdast'
import { foreignLanguage } from '../../../markup/carrier.ts'
import { refuse } from '../../../markup/refuse.ts'
import { labelAttribute } from '../../node.ts'
import { parseNode } from '../inline-carrier.ts'
import { type BlockWriter, replace } from '../state.ts'

/** Code, or a node that stands as its JSON. */
export const codeBlock: BlockWriter<Code> = (node, old, state) => {
  const raw = rawTypeOf(node)
  if (raw !== undefined) return [parseNode(raw, node.value)]
  if (/^wiki:/i.test(node.lang ?? ''))
    return refuse(`\`\`\`${node.lang} is wiki markup, which Jira Cloud does not read.`)
  if (node.meta) return refuse(`Jira keeps the language of code and nothing beside it: take "${node.meta}" away.`)
  const content = node.value === '' ? [] : [{ type: 'text', text: node.value }]
  const language = node.lang ?? ''
  const same = old && foreignLanguage(labelAttribute(old, 'language')) === language
  return [replace(old, 'codeBlock', same || language === '' ? {} : { language }, content, state)]
}

/** The type of a node that stands as its JSON. */
export function rawTypeOf(node: Code): string | undefined {
  return /^adf:(.*)$/.exec(node.lang ?? '')?.[1]
}
