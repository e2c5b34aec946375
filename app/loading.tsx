import { Logo } from "@/components/shell/logo";

export default function Loading() {
  return (
    <div aria-busy className="grid min-h-[60dvh] place-items-center">
      <Logo className="size-8 animate-pulse" />
    </div>
  );
}
