import { EventPage } from "@/components/events/event-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <EventPage hostId={decodeURIComponent(id)} />;
}
