/** As in package.json, which a bundle does not contain; a test holds them together. */
export const programVersion = '0.1.0';
