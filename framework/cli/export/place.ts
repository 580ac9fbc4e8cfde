import { randomBytes } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { digestOf } from './manifest.ts'

/** What is at a place of the export: nothing, a file or link with a digest of its content, or something else. */
export type Found =
  | { readonly what: 'nothing' }
  | { readonly what: 'other' }
  | { readonly what: 'file'; readonly digest: string }

export function look(path: string): Found {
  try {
    const found = lstatSync(path)
    if (found.isFile()) return { what: 'file', digest: digestOf(readFileSync(path)) }
    if (found.isSymbolicLink()) return { what: 'file', digest: digestOf(`link ${readlinkSync(path)}`) }
    return { what: 'other' }
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ENOENT' ? { what: 'nothing' } : { what: 'other' }
  }
}

/** Makes the folders above a path. Gives whether all of them are real folders: nothing is written through a link. */
export function makeFolders(root: string, path: string): boolean {
  let at = root
  for (const name of dirname(path)
    .split('/')
    .filter(each => each !== '.')) {
    at = join(at, name)
    try {
      mkdirSync(at)
    } catch {
      if (!lstatSync(at, { throwIfNoEntry: false })?.isDirectory()) return false
    }
  }
  return true
}

/** Puts a file in its place as a whole. `modified` is in milliseconds. */
export function putFile(path: string, content: Uint8Array, modified: number): void {
  put(path, temporary => {
    writeFileSync(temporary, content, { flag: 'wx' })
    utimesSync(temporary, modified / 1000, modified / 1000)
  })
}

export function putLink(path: string, target: string): void {
  put(path, temporary => symlinkSync(target, temporary))
}

function put(path: string, make: (temporary: string) => void): void {
  const temporary = join(dirname(path), `.issuefs-${randomBytes(6).toString('hex')}.tmp`)
  try {
    make(temporary)
    renameSync(temporary, path)
  } catch (thrown) {
    rmSync(temporary, { force: true })
    throw thrown
  }
}

/** Removes a file, and the folders above it that are empty then. */
export function removeFile(root: string, path: string): void {
  rmSync(join(root, path), { force: true })
  try {
    for (let at = dirname(path); at !== '.'; at = dirname(at)) rmdirSync(join(root, at))
  } catch {
    // Something else is in it: it stays.
  }
}
