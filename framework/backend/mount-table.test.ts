import { describe, expect, it } from 'vitest'
import { isOurMount, parseMountInfo, parseMountOutput } from './mount-table.ts'

describe('the mount table', () => {
  it('is read from mountinfo, with and without optional fields, escaped names and other scripts', () => {
    const entries = parseMountInfo(
      [
        '22 1 8:1 / / rw,relatime shared:1 master:2 - ext4 /dev/sda1 rw,errors=remount-ro',
        '99 22 0:39 / /home/a\\040b/t\\134\\011ü,x rw,nosuid - fuse.issuefs issuefs ro,user_id=0',
        '',
      ].join('\n'),
    )
    expect(entries.map(({ id, folder, type, source, device }) => [id, folder, type, source, device])).toEqual([
      ['22', '/', 'ext4', '/dev/sda1', '1'],
      ['99', '/home/a b/t\\\tü,x', 'fuse.issuefs', 'issuefs', '39'],
    ])
    expect(entries[1]!.options).toEqual(['rw', 'nosuid', 'ro', 'user_id=0'])
    expect(entries.map(isOurMount)).toEqual([false, true])
  })

  it('is read from the output of mount on macOS', () => {
    const entries = parseMountOutput(
      [
        '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
        'issuefs on /Users/me/on top (of) it (macfuse, nodev, nosuid, read-only, mounted by me)',
      ].join('\n'),
    )
    expect(entries.map(({ folder, type }) => [folder, type])).toEqual([
      ['/', 'apfs'],
      ['/Users/me/on top (of) it', 'macfuse'],
    ])
    expect(entries.map(isOurMount)).toEqual([false, true])
  })

  it('does not take the mounts of others for ours', () => {
    const [sshfs, bind] = parseMountInfo(
      '1 0 0:40 / /a rw - fuse.sshfs host:/issuefs rw\n2 0 8:1 / /b rw - ext4 issuefs rw\n',
    )
    expect([isOurMount(sshfs!), isOurMount(bind!)]).toEqual([false, false])
  })
})
