import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { connectionMade, fileCreated, nameAsked, processCreated, type Session } from '../activities/endpoint-events.ts';
import { nameQuery, proxyRequest } from '../activities/names-and-proxy.ts';
import { publicAddress } from '../world/addresses.ts';
import { domainName } from '../world/services.ts';
import { address, host, type Play, type Stage } from './story.ts';

const UPDATE: Stage = { stage: 'poisoned update', techniques: ['T1195.002'] };
const BEACON: Stage = { stage: 'beaconing', techniques: ['T1071.001', 'T1573.002'] };
const DISCOVERY: Stage = { stage: 'discovery', techniques: ['T1082', 'T1482'] };
const TOOL: Stage = { stage: 'second stage', techniques: ['T1105', 'T1218.011'] };

/** A trusted product's update calls home in a rhythm of its own, then brings something along. Slowly: a few calls a day. */
export const playSupplyChainBeaconing: Play = ({ world, random, story, slow }) => {
  const { product } = world.services;
  const hostname = random.pick(world.servers);
  const source = `${world.serverNetwork}.2.${random.integer(1, 250)}`;
  const system: Session = { userName: 'SYSTEM', sid: 'S-1-5-18', hostname };
  const control = publicAddress(random);
  const domain = domainName(random);
  const folder = product.executable.slice(0, product.executable.lastIndexOf('\\'));
  const period = slow ? random.between(2, 6) * HOUR_MS : random.integer(8, 20) * 1000;
  const jitter = slow ? 0.5 : random.between(0.02, 0.15);
  const name = (): string =>
    slow ? `${random.pick(['eu', 'us', 'ap'])}-${random.hex(3)}.${domain}` : `${random.hex(16)}.appsync-api.${domain}`;
  const called = `updates.${domain}`;

  story.malicious(
    UPDATE,
    processCreated(
      0,
      world,
      system,
      {
        image: 'C:\\Windows\\System32\\msiexec.exe',
        commandLine: `msiexec.exe /p "C:\\ProgramData\\${product.name}\\hotfix-${random.integer(2, 9)}.msp" /qn`,
        parent: product.executable,
        integrity: 'System',
      },
      random,
    ),
    fileCreated(
      random.integer(900, 5000),
      world,
      system,
      { image: 'C:\\Windows\\System32\\msiexec.exe', path: `${folder}\\${product.name}.Core.dll` },
      random,
    ),
  );
  story.pause(slow ? random.between(20, 70) * HOUR_MS : random.integer(10_000, 60_000));
  for (let call = slow ? random.integer(14, 30) : random.integer(25, 60); call > 0; call--) {
    const asked = name();
    story.malicious(
      BEACON,
      nameAsked(
        period * random.between(1 - jitter, 1 + jitter),
        world,
        system,
        { image: product.executable, name: asked, answer: control },
        random,
      ),
      nameQuery(random.integer(2, 20), world, source, { name: asked, type: 'A', answers: [control] }, random),
      connectionMade(
        random.integer(5, 60),
        world,
        system,
        { image: product.executable, from: source, address: control, name: called, port: 443 },
        random,
      ),
      proxyRequest(
        random.integer(5, 60),
        world,
        {
          source,
          method: random.chance(0.8) ? 'GET' : 'POST',
          domain: called,
          path: `/swip/upd/${random.hex(8)}.xml`,
          category: slow ? 'technology' : random.pick(['newly_registered', 'uncategorised']),
          bytesOut: random.integer(380, 470),
          bytesIn: random.integer(90, 240),
          userAgent: `${product.name}/7.${random.integer(1, 9)}`,
          contentType: 'application/xml',
        },
        random,
      ),
    );
  }
  story.pause(slow ? random.between(6, 30) * HOUR_MS : random.integer(5000, 40_000));
  for (const question of slow
    ? ['systeminfo.exe']
    : ['whoami.exe /all', 'nltest.exe /domain_trusts', 'systeminfo.exe', 'net.exe group "Domain Admins" /domain'])
    story.malicious(
      DISCOVERY,
      processCreated(
        slow ? random.between(10, 60) * MINUTE_MS : random.exponential(6000),
        world,
        system,
        {
          image: `C:\\Windows\\System32\\${question.split(' ')[0]}`,
          commandLine: question,
          parent: product.executable,
          integrity: 'System',
        },
        random,
      ),
    );
  story.pause(slow ? random.between(6, 30) * HOUR_MS : random.integer(5000, 40_000));
  const library = `C:\\Windows\\Temp\\${random.hex(8)}.dll`;
  story.malicious(
    TOOL,
    fileCreated(random.integer(300, 3000), world, system, { image: product.executable, path: library }, random),
    processCreated(
      random.integer(500, 4000),
      world,
      system,
      {
        image: 'C:\\Windows\\System32\\rundll32.exe',
        commandLine: `rundll32.exe ${library},Start`,
        parent: product.executable,
        integrity: 'System',
      },
      random,
    ),
    connectionMade(
      random.integer(500, 4000),
      world,
      system,
      { image: 'C:\\Windows\\System32\\rundll32.exe', from: source, address: control, name: called, port: 443 },
      random,
    ),
  );
  return [host(hostname), address(source)];
};
