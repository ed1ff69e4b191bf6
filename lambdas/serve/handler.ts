import type { APIGatewayProxyResult } from 'aws-lambda';
import type { ApiRequest, ApiResponse } from '../../domain/serve/http.ts';
import { apiRequestOf, ProxyEvent } from './proxy-event.ts';

export type Dependencies = {
  readonly broker: (request: ApiRequest) => Promise<ApiResponse>;
  readonly count: (metric: 'served' | 'server_errors') => void;
};

/** API Gateway in, broker, API Gateway out; a count a request. */
export const serveHandler =
  ({ broker, count }: Dependencies) =>
  async (event: unknown): Promise<APIGatewayProxyResult> => {
    const request = apiRequestOf(ProxyEvent.parse(event));
    const response = await broker(request);
    count(response.status >= 500 ? 'server_errors' : 'served');
    return {
      statusCode: response.status,
      headers: { ...response.headers },
      body: response.body,
      isBase64Encoded: false,
    };
  };
