import { RequirePermission } from "@/components/access/require-permission";
import { SearchPage } from "@/components/console-search/search-page";

export default function Page() {
  return (
    <RequirePermission permission="console.search">
      <SearchPage />
    </RequirePermission>
  );
}
