/** What Next holds of a body that a page is sent: see lib/server/body-limits.ts. */
const BODIES = { serverActions: { bodySizeLimit: 1024 * 1024 }, proxyClientMaxBodySize: 1024 * 1024 }

/** @type {import('next').NextConfig} */
export default {
  // The judging page has no links between routers to filter, and two pairs of any length in it.
  // Types are checked by the compiler's own command: from version 7 on it has nothing else for others to call.
  experimental: {
    ...{ clientRouterFilter: false, largePageDataBytes: 64 * 1024 * 1024, useTypeScriptCli: true },
    // Each page's code is loaded when somebody first asks for it: all of them at once take 100 MB that most never need.
    preloadEntriesOnStart: false,
    // Nothing reads maps of what the server runs: ninety megabytes, and a part of each build's time.
    turbopackSourceMaps: false,
    ...BODIES,
  },
  // The judging page's client from Next's ES modules, of which Turbopack leaves out what nothing uses: decision 17. They
  // lack one module, which the CommonJS ones have.
  turbopack: {
    resolveAlias: {
      'next/dist/client/next-turbopack.js': 'next/dist/esm/client/next-turbopack.js',
      '../build/polyfills/polyfill-module': 'next/dist/build/polyfills/polyfill-module.js',
    },
  },
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // Finding which files an image needs takes as long as a third of a build: only where one is made. Types are checked before;
  // Next writes this build's into the file that it is given, which must not be everybody's.
  ...(process.env.NEXT_DIST_DIR === '.next-standalone' && {
    output: /** @type {const} */ ('standalone'),
    typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.standalone.json' },
  }),
  poweredByHeader: false,
  reactStrictMode: true,
  // Read at run time from node_modules: they load data files or native code by path.
  serverExternalPackages: [
    'pino',
    'prom-client',
    'linkedom',
    'pg',
    'pg-copy-streams',
    'pg-boss',
    'fontkit',
    'pdfkit',
    '@resvg/resvg-js',
  ],
  redirects: async () => [
    // What phones ask for by themselves, by size or without a shine over it.
    { source: '/apple-touch-icon-:kind.png', destination: '/apple-touch-icon.png', permanent: true },
    // What papers may link to: strengths were called ratings before there were ratings of responses.
    {
      source: '/api/studies/:studyId/figures/ratings.:ending',
      destination: '/api/studies/:studyId/figures/strengths.:ending',
      permanent: true,
    },
  ],
  // All other headers that answers carry are put on them at the front door, and the policy of pages in proxy.ts.
  headers: async () => [{ source: '/api/:path*', headers: [{ key: 'cache-control', value: 'no-store' }] }],
}
