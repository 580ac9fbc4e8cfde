/**
 * What a plugin is made of. `defineSource` declares it, `documents`, `folders`, `files` and `feedSince` are its parts; the
 * rest are the shapes of what goes in and comes out. [Writing a plugin](/writing-a-plugin) is the walk.
 *
 * @module issuefs/source
 */
export * from '../../../framework/source.ts'
