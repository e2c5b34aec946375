import { HostAudit } from "./host-audit";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <HostAudit hostId={decodeURIComponent(id)} />;
}
