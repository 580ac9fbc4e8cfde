import type { Item } from './model.ts'

/** An item as it is now, apart from what becomes of it. */
export function snapshot(item: Item): Item {
  const { comments, subIssues, blockedBy, blocking, pull } = item
  const copied = comments.map(comment => ({ ...comment }))
  const lists = { comments: copied, subIssues: [...subIssues], blockedBy: [...blockedBy], blocking: [...blocking] }
  return { ...item, ...lists, ...(pull && { pull: { ...pull, requested: [...pull.requested] } }) }
}
