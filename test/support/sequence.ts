import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that come last, in this order: what fills the stores, and what is about all that the others did. */
const LAST = ['brute-force', 'accounting', 'iam'].map((name) => new RegExp(`/test/e2e/${name}\\.test\\.ts$`));

const rankOf = ({ moduleId }: TestSpecification): number => LAST.findIndex((last) => last.test(moduleId));

/** As vitest would, but for those. */
export default class Sequence extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
