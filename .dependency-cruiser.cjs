// Imports flow one way: domain <- adapters <- lambdas; lib never imports a handler; domain imports nothing that touches the world.
const only = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to,
});
module.exports = {
  forbidden: [
    only(
      'domain-is-pure',
      '^domain/',
      { path: '^(adapters|lambdas|lib|bin|localstack|simulator|edge)/' },
      'domain imports only domain',
    ),
    only('domain-no-node', '^domain/', { dependencyTypes: ['core'] }, 'domain imports no node:* module'),
    only(
      'domain-no-sdk',
      '^domain/',
      { path: 'node_modules/(@aws-|pg|kysely|@opensearch|@middy)' },
      'domain imports no SDK and no driver',
    ),
    only(
      'adapters-below-lambdas',
      '^adapters/',
      { path: '^(lambdas|lib|bin|localstack|simulator)/' },
      'adapters do not know their callers',
    ),
    only(
      'lib-no-handlers',
      '^lib/',
      { path: '^(lambdas|adapters)/.*' },
      'stacks name handlers by path, they do not import them',
    ),
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json'] },
    exclude: { path: 'cdk\\.out' },
  },
};
