/**
 * The tree from a program, without a mount: `openHost` opens mounts on a cache, `walk`, `list` and `readWhole` read the tree.
 * Everything of [issuefs/source](/api/issuefs/source) is here, too. [From a program](/examples/library-use) is an example.
 *
 * @module issuefs
 */
export * from '../../../framework/index.ts'
