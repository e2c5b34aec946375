import { RequirePermission } from "@/components/access/require-permission";
import { PolicyPage } from "@/components/console-settings/policy-page";

export default function Page() {
  return (
    <RequirePermission permission="console.manage">
      <PolicyPage />
    </RequirePermission>
  );
}
