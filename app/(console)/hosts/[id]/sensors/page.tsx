import { SensorPage } from "@/components/sensors/sensor-page";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <SensorPage hostId={decodeURIComponent(id)} />;
}
