import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

// Packages that esbuild cannot turn into ES modules still call require.
const REQUIRE_BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * One ES module a Lambda, the SDK included, so that what was tested is what runs. `files` are folders or files of the
 * repository that the code reads at run time; they keep their paths beside `index.mjs`.
 * `isBundled` is false where nobody wants the code (`cdk bootstrap`, tests); without a hash of its own, CDK would then
 * read the whole repository for one.
 * @throws Error that names a missing file.
 */
export function stepBundling(sourceRoot: string, files: readonly string[], isBundled: boolean): BundlingOptions {
  for (const file of files) {
    if (!existsSync(join(sourceRoot, file))) throw new Error(`A Lambda reads ${file}, which does not exist.`);
  }
  return {
    ...(isBundled ? {} : { assetHash: 'not-bundled' }),
    format: OutputFormat.ESM,
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: REQUIRE_BANNER,
    minify: true,
    keepNames: true,
    sourceMap: true,
    sourcesContent: false,
    bundleAwsSDK: true,
    externalModules: ['pg-native'],
    esbuildArgs: { '--log-level': 'warning' },
    commandHooks: {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (inputDirectory, outputDirectory) =>
        files.flatMap((file) => copy(file, inputDirectory, outputDirectory)),
    },
  };
}

function copy(file: string, from: string, to: string): string[] {
  const script = `require('fs').cpSync(process.argv[1],process.argv[2],{recursive:true,filter:p=>!p.endsWith('.test.ts')})`;
  return [`node -e "${script}" "${join(from, file)}" "${join(to, file)}"`];
}
