import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LAST = /\/test\/e2e\/iam\.test\.ts$/;

/** As vitest would, but the test about what the others recorded comes last. */
export default class Sequence extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(LAST.test(a.moduleId)) - Number(LAST.test(b.moduleId)));
  }
}
