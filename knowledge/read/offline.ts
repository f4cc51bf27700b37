/** Stands in for the packages with which Citation.js would fetch from the network: nothing that is built in here does. */
export default function fetch(): never {
  throw new Error('Stet does not use the network.');
}

export class Headers {}
