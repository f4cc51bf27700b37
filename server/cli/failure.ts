/**
 * Thrown where there is nothing to go on with. The message, a line or more, is for the person at the terminal; the exit
 * status is 2.
 */
export class CouldNotCheck extends Error {
  /** `usage`: the arguments were not understood, and --help would tell. */
  constructor(
    message: string,
    readonly kind: 'usage' | 'input' = 'input',
  ) {
    super(message);
  }
}

/** What went wrong with a file, in the words of a person. */
export function fileError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read: permission denied';
    case 'ELOOP':
      return 'it is a symbolic link that leads back to itself';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return message;
  }
}
