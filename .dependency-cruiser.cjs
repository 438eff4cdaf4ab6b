/**
 * The arrows of ARCHITECTURE.md, for folders. (Circles between files are found by the linter, which unlike this tool's
 * parser tells imports of types alone apart.)
 *
 * The path of one change: a stage imports later ones only. Mappings are not among them: they are functions without state,
 * which several stages call.
 */
const STAGES = ['ticks', 'runs', 'streams', 'changes', 'writes', 'links'];

const stageRules = STAGES.slice(1).map((stage, index) => ({
  name: `no-way-back-from-${stage}`,
  comment: 'The path of one change runs one way.',
  severity: 'error',
  from: { path: `^backend/${stage}/` },
  to: { path: `^backend/(${STAGES.slice(0, index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-tests-in-shipped-code',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'nothing-imports-the-api',
      comment: 'The command line starts it; tests may look at it.',
      severity: 'error',
      from: { path: '^(addon|backend|frontend)/', pathNot: '^backend/(api/|main\\.ts$|commands/)' },
      to: { path: '^backend/api/' },
    },
    {
      name: 'the-app-in-jira-is-at-the-border',
      comment: 'Who asks is known before any module is called; no module asks.',
      severity: 'error',
      from: { path: '^(backend|frontend)/', pathNot: '^backend/(api/|main\\.ts$|commands/)' },
      to: { path: '^addon/' },
    },
    {
      name: 'nothing-imports-the-commands',
      severity: 'error',
      from: { path: '^(addon|backend|frontend)/', pathNot: '^backend/(main\\.ts$|commands/)' },
      to: { path: '^backend/(main\\.ts$|commands/)' },
    },
    {
      name: 'nothing-leans-on-the-doctor',
      comment: 'It looks at everything and is in the way of nothing.',
      severity: 'error',
      from: { path: '^(addon|backend|frontend)/', pathNot: '^backend/(doctor|application|api|commands)/' },
      to: { path: '^backend/doctor/' },
    },
    {
      name: 'connectors-know-only-their-sdk',
      comment: 'A connector states what its tool can do; what the platform does with it is not its business.',
      severity: 'error',
      from: { path: '^backend/connectors/([^/]+)/' },
      to: { path: '^(addon|backend|frontend)/', pathNot: ['^backend/connectors/(sdk|$1)/', '^backend/shared/'] },
    },
    {
      name: 'shared-stands-alone',
      severity: 'error',
      from: { path: '^backend/shared/' },
      to: { path: '^(addon|backend|frontend)/', pathNot: '^backend/shared/' },
    },
    {
      name: 'mappings-are-functions-without-state',
      severity: 'error',
      from: { path: '^backend/mappings/' },
      to: { path: '^backend/', pathNot: '^backend/(mappings|connectors/sdk|shared)/' },
    },
    {
      name: 'storage-and-queue-know-no-stage',
      severity: 'error',
      from: { path: '^backend/(storage|queue|settings)/' },
      to: { path: '^backend/', pathNot: '^backend/(storage|queue|settings|shared)/' },
    },
    {
      name: 'the-frontend-knows-the-api-alone',
      comment: 'It takes its types from descriptors/openapi.yaml.',
      severity: 'error',
      from: { path: '^frontend/' },
      to: { path: '^(addon|backend|tests)/' },
    },
    {
      name: 'folders-meet-at-their-index',
      comment: 'A folder shows the others its index.ts; what else is in it may change freely.',
      severity: 'error',
      from: { path: '^(addon|backend)/([^/]+)/' },
      to: {
        path: '^backend/[^/]+/',
        pathNot: ['^backend/$2/', '^backend/[^/]+/index\\.ts$', '^backend/connectors/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'no-unresolved-import',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-package-in-shipped-code',
      severity: 'error',
      from: { path: '^(addon|backend)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    ...stageRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // This tool's parser does not read JSX; the linter holds those files to the same rule (biome.json). What stands in the Forge app
    // runs at Atlassian, with packages of its own.
    exclude: { path: ['\\.tsx$', '^addon/forge/app/'] },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
