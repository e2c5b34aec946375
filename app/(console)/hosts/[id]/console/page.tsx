import { ConsolePage } from "@/components/console/console-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ConsolePage hostId={decodeURIComponent(id)} />;
}
