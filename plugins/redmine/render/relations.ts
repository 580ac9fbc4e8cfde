import { lineOf, listOf, objectOf } from '../model/json.ts'

/** Each relation as its first and its second issue see it. */
export const WORDS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  relates: ['relates to', 'relates to'],
  duplicates: ['duplicates', 'is duplicated by'],
  blocks: ['blocks', 'is blocked by'],
  precedes: ['precedes', 'follows'],
  follows: ['follows', 'precedes'],
  copied_to: ['is copied to', 'is copied from'],
}

/** The relations of an issue, as it sees them: `blocks #50`, `follows #7 (2 days)`. */
export function relationLines(relations: unknown, id: number): readonly string[] {
  return listOf(relations).flatMap(raw => {
    const { issue_id, issue_to_id, relation_type, delay } = objectOf(raw)
    const isFrom = issue_id === id
    const other = lineOf(isFrom ? issue_to_id : issue_id)
    if (other === undefined) return []
    const type = lineOf(relation_type) ?? 'relates'
    const words = Object.hasOwn(WORDS, type) ? WORDS[type]![isFrom ? 0 : 1] : type
    const days = typeof delay === 'number' && delay !== 0 ? ` (${delay} ${delay === 1 ? 'day' : 'days'})` : ''
    return [`${words} #${other}${days}`]
  })
}
