import path from 'node:path';
import type { NextConfig } from 'next';

/** A static export: every page is a file, and everything that changes comes from the API. */
const config: NextConfig = {
  output: 'export',
  trailingSlash: true,
  reactStrictMode: true,
  images: { unoptimized: true },
  // `npm test` checks the types of the whole project, this workspace too.
  typescript: { ignoreBuildErrors: true },
  // The schemas of the API lie outside of the workspace.
  turbopack: { root: path.join(import.meta.dirname, '..') },
};

export default config;
