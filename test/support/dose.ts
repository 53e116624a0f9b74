/** How often a random test runs: little in `npm test`, much in `npm run test:long`. */
const isLongDose = process.env.KLUIS_DOSE === 'long';

export const dose = (short: number, long: number): number => (isLongDose ? long : short);
