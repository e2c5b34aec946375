import { BootPage } from "@/components/boot/boot-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <BootPage hostId={decodeURIComponent(id)} />;
}
