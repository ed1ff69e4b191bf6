import fs from 'node:fs';
import path from 'node:path';

const put = (repository, folder, jar) => {
  fs.mkdirSync(folder, { recursive: true });
  fs.renameSync(path.join(repository, jar.path), path.join(folder, path.basename(jar.path)));
};

const descriptorOf = (lock, name, module) =>
  [
    `name=${name}`,
    `description=${name}`,
    `version=${lock.opensearch}`,
    `opensearch.version=${lock.opensearch}`,
    `java.version=${lock.java}`,
    `classname=${module.classname}`,
    `extended.plugins=${module.extended.join(',')}`,
    'has.native.controller=false',
    '',
  ].join('\n');

/** Lays fetched jars out as the folder that OpenSearch calls its home; the jars are moved, modules in `skip` left out. */
export const layOut = (lockFile, repository, home, skip) => {
  const lock = JSON.parse(fs.readFileSync(lockFile, 'utf8'));
  // A jar may serve more than one module: copies first, the moves last.
  const uses = new Map();
  const use = (jar, folder) => uses.set(jar.path, [...(uses.get(jar.path) ?? []), { jar, folder }]);
  for (const jar of lock.core) use(jar, path.join(home, 'lib'));
  for (const [name, module] of Object.entries(lock.modules)) {
    if (skip.includes(name)) continue;
    const folder = path.join(home, 'modules', name);
    for (const jar of module.jars) use(jar, folder);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'plugin-descriptor.properties'), descriptorOf(lock, name, module));
  }
  for (const places of uses.values()) {
    for (const { jar, folder } of places.slice(1)) {
      fs.mkdirSync(folder, { recursive: true });
      fs.copyFileSync(path.join(repository, jar.path), path.join(folder, path.basename(jar.path)));
    }
    for (const { jar, folder } of places.slice(0, 1)) put(repository, folder, jar);
  }
  for (const folder of ['plugins', 'extensions']) fs.mkdirSync(path.join(home, folder), { recursive: true });
};
