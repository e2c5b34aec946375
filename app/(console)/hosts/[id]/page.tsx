import { Overview } from "./overview";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <Overview hostId={decodeURIComponent(id)} />;
}
