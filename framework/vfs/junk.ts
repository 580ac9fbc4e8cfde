/** Files that desktops and shells look for everywhere: they are not there, and nobody is asked. */
const names = new Set([
  '.DS_Store',
  '.Trashes',
  '.Trash',
  '.Spotlight-V100',
  '.fseventsd',
  '.hidden',
  '.directory',
  '.localized',
  '.metadata_never_index',
  '.metadata_never_index_unless_rootfs',
  '.metadata_direct_scope_only',
  '.xdg-volume-info',
  'autorun.inf',
  'desktop.ini',
  'Desktop.ini',
  'Thumbs.db',
  'thumbs.db',
])

const pattern = /^(?:\._.*|\.Trash-\d+|\.git|\.hg|\.svn|\.gitignore|\.ignore|\.rgignore)$/

/** Whether a name is one that programs drop or seek everywhere, and no tracker has. */
export function isJunk(name: string): boolean {
  return names.has(name) || pattern.test(name)
}
