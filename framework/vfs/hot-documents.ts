import { SourceError } from '../source/error.ts'
import type { DocumentId } from '../store/contract.ts'
import type { DocumentReader } from '../store/documents.ts'

/** The texts that were read last, kept in memory up to a number of bytes. */
export interface HotDocuments {
  bytes(document: DocumentId): Uint8Array
}

/** @param most bytes; @default 16 MB */
export function createHotDocuments(documents: DocumentReader, most = 16e6): HotDocuments {
  const kept = new Map<DocumentId, Uint8Array>()
  let size = 0
  return {
    bytes(document) {
      const known = kept.get(document)
      if (known) {
        kept.delete(document)
        kept.set(document, known)
        return known
      }
      const bytes = documents.bytes(document)
      if (!bytes) throw new SourceError('unexpected', 'The text is no longer stored; open the file again.')
      kept.set(document, bytes)
      size += bytes.byteLength
      for (const [oldest, old] of kept) {
        if (size <= most || oldest === document) break
        kept.delete(oldest)
        size -= old.byteLength
      }
      return bytes
    },
  }
}
