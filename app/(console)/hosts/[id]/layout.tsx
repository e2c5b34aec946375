import type { ReactNode } from "react";
import { HostFrame } from "./host-frame";

export default async function HostLayout({
  params,
  children,
}: {
  params: Promise<{ id: string }>;
  children: ReactNode;
}) {
  const { id } = await params;
  return <HostFrame id={decodeURIComponent(id)}>{children}</HostFrame>;
}
