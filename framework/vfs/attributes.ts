import type { Ino, Node } from '../store/contract.ts'

/** What `stat` shows. Times are milliseconds since 1970 UTC. */
export interface Attributes {
  /** The same for as long as the issue exists, also when it is renamed, and over restarts. */
  readonly ino: Ino
  /** What a symbolic link points to is not followed. */
  readonly kind: 'folder' | 'file' | 'link'
  /** The permission bits. */
  readonly mode: number
  /** Bytes, exact. */
  readonly size: number
  /** 2 for folders, whatever is in them, else 1. */
  readonly nlink: number
  /** When the tracker says that it was changed last, or when a program wrote what is not saved yet. */
  readonly mtime: number
  /** When what is stored of it was changed here. */
  readonly ctime: number
  /** When the tracker says that it was made; of what the tracker does not know, when it was made here. */
  readonly birth: number
}

/** The attributes of a node that has them (`isKnown`). @param writable whether the mount is; @default false */
export function attributesOf(node: Node, writable = false): Attributes {
  const kind = node.kind === 'folder' ? 'folder' : node.kind === 'link' ? 'link' : 'file'
  return {
    ino: node.ino,
    kind,
    mode: kind === 'link' ? 0o777 : (kind === 'folder' ? 0o555 : 0o444) | (writable && node.writable ? 0o200 : 0),
    size: node.size,
    nlink: kind === 'folder' ? 2 : 1,
    mtime: node.mtime,
    ctime: node.ctime,
    birth: node.birth,
  }
}

/** Whether the store knows a node's attributes without asking anybody. */
export function isKnown(node: Node): boolean {
  return !needsContent(node) && node.state !== 'denied'
}

/**
 * Whether a node's text has to be asked for before its size is true: it is not there yet, or nothing else keeps it fresh.
 * A document that feeds keep fresh is served as it is while a newer one is on its way.
 */
export function needsContent(node: Node): boolean {
  switch (node.kind) {
    case 'document':
      return node.document === undefined
        ? node.state !== 'denied'
        : node.state === 'stale' && node.detail === 'on-demand'
    case 'generated':
      return node.state !== 'ready' || node.detail === 'status'
    default:
      return false
  }
}
