import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-40", "w-52", "w-36", "w-48", "w-44", "w-56", "w-40", "w-48"];

/** The shape of the fleet table while it is loaded. */
export function FleetSkeleton() {
  return (
    <div aria-busy className="border-t">
      {widths.map((width, index) => (
        <div key={`${width}-${index.toString()}`} className="flex h-11.5 items-center gap-6 border-b px-4">
          <Skeleton className="h-5 w-14" />
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-4 w-56 max-md:hidden" />
          <Skeleton className="ml-auto h-4 w-24 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
