/** Will deploy the stacks, seed and start the edge. */
export default async function setup(): Promise<void> {}
