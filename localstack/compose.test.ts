import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      profiles: z.array(z.string()).min(1),
      image: z.string(),
      ports: z.array(z.string()).default([]),
      volumes: z.array(z.string()).default([]),
    }),
  ),
  volumes: z.record(z.string(), z.object({})),
});

const { services, volumes } = Compose.parse(parse(readFileSync(join(import.meta.dirname, 'compose.yaml'), 'utf8')));

describe('the compose file', () => {
  it('has AWS by LocalStack or MiniStack, the stores, Vector and Grafana, each started only when asked for', () => {
    const profiles = new Set(Object.values(services).flatMap((service) => service.profiles));
    expect(profiles).toEqual(new Set(['ministack', 'localstack', 'stores', 'edge', 'grafana']));
    expect(Object.keys(services)).toEqual(['ministack', 'localstack', 'opensearch', 'postgres', 'vector', 'grafana']);
  });

  it('pins every image and binds every port to 127.0.0.1', () => {
    for (const [name, { image, ports }] of Object.entries(services)) {
      expect(image, name).toMatch(/:[0-9][\w.-]*$/);
      for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:\d+:\d+(\/udp)?$/);
    }
  });

  it('mounts files that exist and volumes that are declared', () => {
    const mounts = Object.values(services).flatMap((service) =>
      service.volumes.map((mount) => mount.split(':')[0] ?? ''),
    );
    for (const mount of mounts) {
      const there = mount.startsWith('.') ? existsSync(resolve(import.meta.dirname, mount)) : mount in volumes;
      expect(mount.startsWith('/') || there, mount).toBe(true);
    }
  });
});
