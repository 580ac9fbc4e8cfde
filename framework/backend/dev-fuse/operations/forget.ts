import type { Operation } from '../context.ts'
import { layout } from '../protocol.ts'
import { nodeOf, wideAt, wordAt } from '../request.ts'

/** The kernel gives references of one inode back. Nothing is answered. */
export const forget: Operation = (request, _reply, context) => {
  context.forget(nodeOf(request), wideAt(request, layout.fuse_forget_in.nlookup))
  return 'silence'
}

/** The same for many. A count that is larger than the request is not believed. */
export const batchForget: Operation = (request, _reply, context) => {
  const { first, count } = layout.fuse_batch_forget_in
  const one = layout.fuse_forget_one
  const fitting = Math.floor((request.length - first) / one.size)
  const many = Math.min(wordAt(request, count), fitting)
  for (let at = first; at < first + many * one.size; at += one.size)
    context.forget(wideAt(request, at + one.nodeid), wideAt(request, at + one.nlookup))
  return 'silence'
}
