import { PortalServerConfig, portalServer } from './portal-server.ts';
import { readSite } from './site.ts';

const config = PortalServerConfig.parse(JSON.parse(process.env.PORTAL_CONFIG ?? '{}'));
const server = portalServer(config, readSite(config.site));
server.listen(config.port, '127.0.0.1', () => process.stdout.write(`portal on http://127.0.0.1:${config.port}\n`));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
