import type { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { ApiRequest, ApiResponse } from '../../domain/serve/http.ts';
import { apiRequestOf, ProxyEvent } from './proxy-event.ts';

export type Dependencies = {
  readonly broker: (request: ApiRequest) => Promise<ApiResponse>;
  readonly logger: Pick<Logger, 'info'>;
  readonly count: (metric: 'served' | 'server_errors') => void;
};

/** API Gateway in, broker, API Gateway out; a log line and a count a request. */
export const serveHandler =
  ({ broker, logger, count }: Dependencies) =>
  async (event: unknown): Promise<APIGatewayProxyResult> => {
    const request = apiRequestOf(ProxyEvent.parse(event));
    const response = await broker(request);
    logger.info('served', {
      requestId: request.id,
      method: request.method,
      path: request.path.slice(0, 300),
      status: response.status,
    });
    count(response.status >= 500 ? 'server_errors' : 'served');
    return {
      statusCode: response.status,
      headers: { ...response.headers },
      body: response.body,
      isBase64Encoded: false,
    };
  };
