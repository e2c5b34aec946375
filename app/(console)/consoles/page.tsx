import { WallPage } from "@/components/console-wall/wall-page";

export default function Page() {
  return <WallPage />;
}
