export const GUEST_FILES: string;
export function installDebianPackages(): void;
