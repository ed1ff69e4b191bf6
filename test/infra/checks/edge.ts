import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT, resourcesOf, type Synthesized } from '../stages.ts';

const Task = z.object({
  ContainerDefinitions: z.tuple([
    z.object({
      Image: z.string(),
      ReadonlyRootFilesystem: z.boolean(),
      Environment: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
      MountPoints: z.array(z.object({ ContainerPath: z.string(), ReadOnly: z.boolean() })),
    }),
  ]),
});
const Compose = z.object({ services: z.object({ vector: z.object({ image: z.string() }) }) });
const Configuration = z.object({ data_dir: z.string(), sinks: z.record(z.string(), z.unknown()) });

/** What the configuration in `edge/vector.yaml` needs to run in the task. */
export function checkEdge(aws: Synthesized): void {
  describe('edge', () => {
    const vector = () => {
      const [task] = resourcesOf(aws, 'AWS::ECS::TaskDefinition');
      const [container] = Task.parse(task?.resource.Properties).ContainerDefinitions;
      return { ...container, environment: new Map(container.Environment.map(({ Name, Value }) => [Name, Value])) };
    };

    it('runs a pinned Vector, the one of the compose file', () => {
      const compose = Compose.parse(parse(readFileSync(join(ROOT, 'localstack', 'compose.yaml'), 'utf8')));
      expect(vector().Image).toMatch(/^timberio\/vector:\d+\.\d+\.\d+-alpine$/);
      expect(vector().Image).toBe(compose.services.vector.image);
    });

    it('leaves TLS to the load balancer, answers its health check and reads the variables', () => {
      expect(Object.fromEntries(vector().environment)).toMatchObject({
        WATCHKEEP_EDGE_TLS: 'false',
        WATCHKEEP_API_ADDRESS: '0.0.0.0:8686',
        VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION: 'true',
      });
      const ports = resourcesOf(aws, 'AWS::ElasticLoadBalancingV2::TargetGroup').map(({ resource }) => [
        resource.Properties.HealthCheckPort,
        resource.Properties.HealthCheckPath,
      ]);
      expect(ports).toEqual([5140, 5141, 6514, 514].map(() => ['8686', '/health']));
    });

    it('writes into mounted folders only, and no unmasked backup', () => {
      const { environment, MountPoints, ReadonlyRootFilesystem } = vector();
      expect(ReadonlyRootFilesystem).toBe(true);
      const writable = MountPoints.filter(({ ReadOnly }) => !ReadOnly).map(({ ContainerPath }) => ContainerPath);
      expect(writable).toEqual(['/etc/vector', environment.get('WATCHKEEP_DATA_DIRECTORY')]);
      const configuration = Configuration.parse(
        parse(String(environment.get('VECTOR_CONFIGURATION')), { merge: true }),
      );
      expect(configuration.data_dir).toContain('WATCHKEEP_DATA_DIRECTORY');
      expect(Object.keys(configuration.sinks)).toEqual(['stream', 'prometheus']);
    });
  });
}
