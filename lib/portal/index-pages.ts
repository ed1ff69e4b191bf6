/**
 * CloudFront function (cloudfront-js-2.0): the site is files, `/incident/` is `/incident/index.html`. A name with a dot is
 * a file; any other without a slash at its end goes to the one with it, as relative links need.
 */
export const INDEX_PAGES = `function handler(event) {
  var request = event.request;
  var path = request.uri;
  if (path.endsWith('/')) {
    request.uri = path + 'index.html';
    return request;
  }
  if (path.substring(path.lastIndexOf('/')).indexOf('.') >= 0) return request;
  return { statusCode: 308, headers: { location: { value: path + '/' } } };
}`;
