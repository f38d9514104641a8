/** Import directions of docs/architecture.md, held by a machine. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'domain-is-pure',
      comment: 'Rules import only themselves and small pure libraries.',
      severity: 'error',
      from: { path: '^server/domain/' },
      to: { pathNot: ['^server/domain/', 'node_modules/(zod|yaml|temporal-polyfill|temporal-utils)/'] },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^server/platform/' },
      to: { path: ['^server/features/', '^server/cli/', '^server/main', '^client/'] },
    },
    {
      name: 'embedded-stands-alone',
      severity: 'error',
      from: { path: '^server/embedded/' },
      to: { path: '^(server|client)/', pathNot: '^server/embedded/' },
    },
    {
      name: 'embedded-is-known-only-to-the-database',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(embedded|platform/database|cli)/' },
      to: { path: '^server/embedded/' },
    },
    {
      name: 'features-use-services-and-types-of-others',
      severity: 'error',
      from: { path: '^server/features/([^/]+)/' },
      to: {
        path: '^server/features/[^/]+/(model|message-model|attachment-model|subject|routes|jobs|live)(/|\\.ts$)',
        pathNot: '^server/features/$1/',
      },
    },
    {
      name: 'client-shares-only-generated-types',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/' },
    },
    { name: 'server-knows-no-client', severity: 'error', from: { path: '^server/' }, to: { path: '^client/' } },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      from: { path: '^server/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
