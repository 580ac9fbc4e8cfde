import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import type { ExchangeRecord } from '../../layers/trace.ts'
import type { Context } from '../context.ts'
import { visible } from '../visible.ts'

/** The log of a mount: every sentence and every request, each a line with its time. */
export interface LogFile {
  exchange(record: ExchangeRecord, mount: string): void
  close(): void
}

/** Bytes after which a log goes on in a new file. */
const longest = 10_000_000

/**
 * Opens a log of mode 0600, to be appended to. One that has grown large becomes `FILE.1`, in place of the one before.
 *
 * @throws UsageError when it can't be written
 */
export function openLog(path: string, context: Context, most: number = longest): LogFile {
  const file = resolve(context.from, path)
  let descriptor: number
  let size: number
  const begin = (): void => {
    descriptor = openSync(file, 'a', 0o600)
    const found = fstatSync(descriptor)
    size = found.isFile() ? found.size : Number.NEGATIVE_INFINITY
    if (found.isFile()) chmodSync(file, 0o600)
  }
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    begin()
  } catch (thrown) {
    throw new UsageError(
      `The log "${file}" can't be written (${(thrown as NodeJS.ErrnoException).code}); name another --log-file.`,
    )
  }
  let open = true
  const turnOver = (): void => {
    renameSync(file, `${file}.1`)
    const before = descriptor
    begin()
    closeSync(before)
  }
  const write = (text: string): void => {
    if (!open) return
    try {
      if (size >= most) turnOver()
      size += writeSync(descriptor, `${new Date().toISOString()} ${visible(context.redactor.redact(text))}\n`)
    } catch {
      // A full disk must not end the mount.
    }
  }
  context.listen(write)
  return {
    exchange({ method, place, status, kind, milliseconds }, mount) {
      const outcome = [status ?? [], kind ?? []].flat().join(' ')
      write(`${mount === '' ? '' : `${mount}: `}${method} ${place} ${outcome} ${Math.round(milliseconds)} ms`)
    },
    close() {
      open = false
      closeSync(descriptor)
    },
  }
}
