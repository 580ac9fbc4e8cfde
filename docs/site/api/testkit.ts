/**
 * What a plugin is tested with: `testSource` tries everything that any plugin has to get right, `mountMemory` mounts one in
 * memory, `tracker` is a tracker on loopback to run it against.
 *
 * @module issuefs/testkit
 */
export * from '../../../framework/testkit/index.ts'
