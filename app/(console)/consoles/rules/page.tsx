import { RequirePermission } from "@/components/access/require-permission";
import { RulesPage } from "@/components/console-settings/rules-page";

export default function Page() {
  return (
    <RequirePermission permission="console.manage">
      <RulesPage />
    </RequirePermission>
  );
}
