export function importsOf(source: string, tsx?: boolean): string[];
export function refusal(file: string, name: string): string | null;
export function checkBoundaries(root: string): string[];
