import { Peer, Port, SecurityGroup, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';

/** Ports on which the edge takes lines: a line a message on 5140 and 5141, octet-counted syslog on 6514. */
export const EDGE_PORTS = { tcp: [5140, 5141, 6514], udp: [514] } as const;

/** Who may talk to whom; all in one stack, so that no other two depend on each other. */
export class SecurityGroups extends Construct {
  /** Lambdas that need Postgres or OpenSearch. */
  readonly lambdas: SecurityGroup;
  readonly database: SecurityGroup;
  readonly search: SecurityGroup;
  readonly balancer: SecurityGroup;
  readonly edge: SecurityGroup;
  readonly endpoints: SecurityGroup;
  /** The function that changes the database's passwords. */
  readonly rotation: SecurityGroup;

  constructor(scope: Construct, vpc: Vpc, config: StageConfig) {
    super(scope, 'SecurityGroups');
    const group = (id: string, description: string, allowAllOutbound: boolean) =>
      new SecurityGroup(this, id, { vpc, description, allowAllOutbound });
    this.lambdas = group('Lambdas', 'Lambdas that need Postgres or OpenSearch', true);
    this.rotation = group('Rotation', 'Rotation of the database passwords', true);
    this.database = group('Database', 'Aurora PostgreSQL', false);
    this.search = group('Search', 'OpenSearch', false);
    this.balancer = group('Balancer', 'Network load balancer of the edge', false);
    this.edge = group('Edge', 'Vector on Fargate', true);
    this.endpoints = group('Endpoints', 'Interface endpoints', false);

    this.database.addIngressRule(this.lambdas, Port.tcp(5432), 'Postgres from the Lambdas');
    this.database.addIngressRule(this.rotation, Port.tcp(5432), 'Postgres from the rotation function');
    this.search.addIngressRule(this.lambdas, Port.tcp(443), 'OpenSearch from the Lambdas');
    this.endpoints.addIngressRule(Peer.ipv4(config.vpcCidr), Port.tcp(443), 'AWS services from inside the VPC');
    const ports = [...EDGE_PORTS.tcp.map((port) => Port.tcp(port)), ...EDGE_PORTS.udp.map((port) => Port.udp(port))];
    for (const port of ports) {
      for (const cidr of config.edge.allowedCidrs) this.balancer.addIngressRule(Peer.ipv4(cidr), port, 'Log sources');
      this.balancer.addEgressRule(this.edge, port, 'Lines to Vector');
      this.edge.addIngressRule(this.balancer, port, 'Lines from the load balancer');
    }
    this.balancer.addEgressRule(this.edge, EDGE_HEALTH_PORT, 'Health of Vector');
    this.edge.addIngressRule(this.balancer, EDGE_HEALTH_PORT, 'Health from the load balancer');
    this.edge.addIngressRule(Peer.ipv4(config.vpcCidr), EDGE_METRICS_PORT, 'Prometheus inside the VPC');
  }
}

/** Vector's own API: health only. */
export const EDGE_HEALTH_PORT = Port.tcp(8686);
/** Prometheus exposition of Vector. */
export const EDGE_METRICS_PORT = Port.tcp(9598);
