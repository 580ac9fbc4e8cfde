import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareMountPoint } from './mount-point.ts'

const quiet = { notice() {} }

describe('a mount point', () => {
  let place: string
  beforeEach(async () => {
    place = await realpath(await mkdtemp(join(tmpdir(), 'issuefs-point-')))
  })
  afterEach(() => rm(place, { recursive: true, force: true }))

  it('is an empty folder, which stays', async () => {
    const folder = join(place, 'empty')
    await mkdir(folder)
    const point = await prepareMountPoint(folder, quiet)
    expect(point.folder).toBe(folder)
    await point.release()
    expect(existsSync(folder)).toBe(true)
  })

  it('is made when it is not there, and removed again with what was made for it', async () => {
    const folder = join(place, 'a', 'b, c', 'd')
    await mkdir(join(place, 'a'))
    const point = await prepareMountPoint(folder, quiet)
    expect(existsSync(folder)).toBe(true)
    await point.release()
    expect(existsSync(join(place, 'a', 'b, c'))).toBe(false)
    expect(existsSync(join(place, 'a'))).toBe(true)
  })

  it('keeps a folder that was made for it when somebody put something there', async () => {
    const folder = join(place, 'a', 'b')
    const point = await prepareMountPoint(folder, quiet)
    await writeFile(join(place, 'a', 'theirs'), '')
    await point.release()
    expect(existsSync(folder)).toBe(false)
    expect(existsSync(join(place, 'a', 'theirs'))).toBe(true)
  })

  it('is named without symbolic links', async () => {
    await mkdir(join(place, 'real'))
    await symlink('real', join(place, 'link'))
    expect((await prepareMountPoint(join(place, 'link'), quiet)).folder).toBe(join(place, 'real'))
    expect((await prepareMountPoint(join(place, 'link', 'new'), quiet)).folder).toBe(join(place, 'real', 'new'))
  })

  it('must be empty', async () => {
    await writeFile(join(place, 'mine.txt'), '')
    await expect(prepareMountPoint(place, quiet)).rejects.toThrow(
      `"${place}" is not empty, and its files would be hidden; name an empty folder, or one that does not exist.`,
    )
  })

  it('must be a folder', async () => {
    const file = join(place, 'file')
    await writeFile(file, '')
    await expect(prepareMountPoint(file, quiet)).rejects.toThrow(`"${file}" is not a folder`)
    await expect(prepareMountPoint(join(file, 'below'), quiet)).rejects.toThrow(
      'is below something that is not a folder',
    )
  })

  it('must not be too long', async () => {
    const folder = join(place, ...Array.from({ length: 10 }, () => 'x'.repeat(120)))
    await expect(prepareMountPoint(folder, quiet)).rejects.toThrow('too long a path')
  })

  it('must be free', async context => {
    context.skip(process.platform !== 'linux', 'Looks at what Linux mounts.')
    await expect(prepareMountPoint('/proc', quiet)).rejects.toThrow('Something else (proc) is mounted at "/proc"')
  })

  it('must be allowed', async context => {
    context.skip(process.platform !== 'linux', 'Looks at what Linux mounts.')
    await expect(prepareMountPoint('/sys/issuefs', quiet)).rejects.toMatchObject({
      name: 'SourceError',
      message: expect.stringMatching(/"\/sys\/issuefs"/),
    })
  })
})
