/** How the file system is mounted. */
export interface MountOptions {
  /** Absolute. */
  readonly folder: string
  readonly allowOther: boolean
  readonly writable: boolean
}

/** What stands before the type in the mount table, and after `fuse.` in the type. */
export const fileSystemName = 'issuefs'

/** The options that both ways of mounting understand. The kernel checks permissions by the mode bits. */
export function commonOptions({ allowOther, writable }: MountOptions): readonly string[] {
  return [
    writable ? 'rw' : 'ro',
    'nosuid',
    'nodev',
    'noatime',
    'default_permissions',
    ...(allowOther ? ['allow_other'] : []),
  ]
}
