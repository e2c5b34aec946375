import { LoginInput, LoginList, Me, PasswordChange, SetupInput } from "@/lib/contracts/access";
import { changePassword } from "@/server/services/access/change-password";
import { describeMe } from "@/server/services/access/describe-me";
import { login } from "@/server/services/access/login";
import { endLogin, listLogins } from "@/server/services/access/logins";
import { logout } from "@/server/services/access/logout";
import { completeSetup } from "@/server/services/setup/complete-setup";
import { type Api, type ApiServices, answers, done, IdParams } from "../api";
import { callerOf, contextOf, loginHeaders, originOf, setCookies } from "../caller";

export function accessRoutes(api: Api, services: ApiServices): void {
  api.get(
    "/me",
    { config: { access: "public" }, schema: { tags: ["access"], response: answers(Me) } },
    async (request) => describeMe(services, request.caller?.user ?? null),
  );

  api.post(
    "/setup",
    { config: { access: "public" }, schema: { tags: ["access"], body: SetupInput, response: answers(Me) } },
    async (request, reply) => {
      const headers = loginHeaders(request.ip, request.headers);
      const result = await completeSetup(services, originOf(request), request.body, headers);
      setCookies(reply, result.login.setCookies);
      return describeMe(services, result.user);
    },
  );

  api.post(
    "/login",
    { config: { access: "public" }, schema: { tags: ["access"], body: LoginInput, response: answers(Me) } },
    async (request, reply) => {
      const headers = loginHeaders(request.ip, request.headers);
      const result = await login(services, originOf(request), request.body, headers);
      setCookies(reply, result.login.setCookies);
      return describeMe(services, result.user);
    },
  );

  api.post(
    "/logout",
    { config: { access: "authenticated" }, schema: { tags: ["access"], response: done } },
    async (request, reply) => {
      const headers = loginHeaders(request.ip, request.headers);
      setCookies(reply, await logout(services, contextOf(request), callerOf(request).loginId, headers));
      return reply.code(204).send(null);
    },
  );

  api.post(
    "/account/password",
    {
      config: { access: "account.self" },
      schema: { tags: ["access"], body: PasswordChange, response: done },
    },
    async (request, reply) => {
      await changePassword(services, contextOf(request), callerOf(request).loginId, request.body);
      return reply.code(204).send(null);
    },
  );

  api.get(
    "/account/logins",
    { config: { access: "account.self" }, schema: { tags: ["access"], response: answers(LoginList) } },
    async (request) => listLogins(services, contextOf(request), callerOf(request).loginId),
  );

  api.delete(
    "/account/logins/:id",
    {
      config: { access: "account.self" },
      schema: { tags: ["access"], params: IdParams, response: done },
    },
    async (request, reply) => {
      await endLogin(services, contextOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
