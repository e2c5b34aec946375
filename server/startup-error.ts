/** The program cannot start, and one line says why and what to do. `main` prints it and exits with a code other than 0. */
export class StartupError extends Error {
  override readonly name = "StartupError";
}
