/** Sets up what is missing: npm packages only, or all that the local platform needs. */
export declare const bootstrap: (what: 'packages' | 'platform') => Promise<void>;
