/** The import rules of the design: models → nothing above it; server → models; web → models; workers never import Svelte or Dexie. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'models-stand-alone', severity: 'error', from: { path: '^models/' }, to: { path: '^(web|server|test)/' } },
    {
      name: 'models-no-node',
      severity: 'error',
      from: { path: '^models/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'server-not-web', severity: 'error', from: { path: '^server/' }, to: { path: '^(web|test)/' } },
    {
      name: 'web-not-server',
      severity: 'error',
      from: { path: '^web/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(server|test)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ports-not-features',
      severity: 'error',
      from: { path: '^web/src/(inference|storage|sync|search|ui|errors)/' },
      to: { path: '^web/src/features/' },
    },
    {
      name: 'workers-no-svelte-no-dexie',
      severity: 'error',
      from: { path: '^web/src/.*\\.worker\\.ts$' },
      to: { path: 'node_modules/(svelte|dexie)/', reachable: true },
    },
    {
      name: 'kysely-only-in-storage',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/storage/' },
      to: { path: 'node_modules/kysely/' },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^(models|server)/', pathNot: '\\.test\\.ts$|^server/testing/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'svelte', 'default', 'types'],
    },
  },
};
