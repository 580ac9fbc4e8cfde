/** Names that editors and tools give to files of their own, which no tracker ever gets. */
const patterns = [
  // Hidden files: .PROJ-1.md.swp, .#lock, .goutputstream-XXXXXX, .nfs0000
  /^\./,
  // Backups: PROJ-1.md~, PROJ-1.md.~1~
  /~$/,
  // Beside a document, named after it: PROJ-1.md.bak, PROJ-1.md.orig, PROJ-1.md.tmp.812.17
  /\.md\./i,
  // The same before the ending: PROJ-1.tmp.md
  /\.(?:tmp|temp|bak|orig)\.md$/i,
  // Emacs: #PROJ-1.md#
  /^#.*#$/,
  // sed -i, perl -i, patch
  /^(?:sed[A-Za-z0-9]{6}|XX[A-Za-z0-9]{6}|p[oip][A-Za-z0-9]{6})$/,
  // Python's tempfile, with or without an ending
  /^tmp[a-z0-9_]{8}(?:\.|$)/,
  // Swap files of vim and Kate, downloads and texts on their way
  /\.(?:sw[a-p]|kate-swp|tmp|part|partial|crdownload|vsctmp)$/i,
  // JetBrains
  /___jb_(?:tmp|old)___$/,
] as const

/** Whether a name looks like an editor's own file: it stays here, and is in no listing. */
export function isScratchName(name: string): boolean {
  return patterns.some(pattern => pattern.test(name)) || isVimProbe(name)
}

/** Vim makes the first of 4913, 5036, 5159, … that is free, to see whether it may make files. */
function isVimProbe(name: string): boolean {
  return /^\d{4,5}$/.test(name) && (Number(name) - 4913) % 123 === 0
}
