/** Takes the lock file or waits for its owner to end. */
export declare const locked: <T>(file: string, work: () => Promise<T>) => Promise<T>;
