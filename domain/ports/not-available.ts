/** What a port throws when its store does not answer for now. `message`: a sentence for the caller that says what to do. */
export class NotAvailable extends Error {
  override readonly name = 'NotAvailable';
}
