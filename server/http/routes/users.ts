import { User, UserInput, UserList, UserUpdate } from "@/lib/contracts/access";
import { createUser } from "@/server/services/users/create";
import { listUsers } from "@/server/services/users/list";
import { removeUser } from "@/server/services/users/remove";
import { updateUser } from "@/server/services/users/update";
import { type Api, type ApiServices, answers, done, IdParams } from "../api";
import { contextOf } from "../caller";

export function userRoutes(api: Api, services: ApiServices): void {
  const config = { access: "user.manage" } as const;
  const tags = ["users"];

  api.get("/users", { config, schema: { tags, response: answers(UserList) } }, async (request) => ({
    users: await listUsers(services, contextOf(request)),
  }));

  api.post(
    "/users",
    { config, schema: { tags, body: UserInput, response: answers(User) } },
    async (request) => createUser(services, contextOf(request), request.body),
  );

  api.patch(
    "/users/:id",
    { config, schema: { tags, params: IdParams, body: UserUpdate, response: answers(User) } },
    async (request) => updateUser(services, contextOf(request), request.params.id, request.body),
  );

  api.delete(
    "/users/:id",
    { config, schema: { tags, params: IdParams, response: done } },
    async (request, reply) => {
      await removeUser(services, contextOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
