import { HardwarePage } from "@/components/hardware/hardware-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <HardwarePage hostId={decodeURIComponent(id)} />;
}
