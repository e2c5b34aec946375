import { IpmiShellPage } from "@/components/ipmi-shell/ipmi-shell-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <IpmiShellPage hostId={decodeURIComponent(id)} />;
}
