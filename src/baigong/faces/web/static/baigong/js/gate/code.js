// /V#…: where a printed link leads. What stands behind # is judged here, and sent nowhere.
import { judge, keepForLater, loaded, show } from "./gate.js";
import { drawnRefusal } from "./showing.js";

async function look() {
  const code = location.hash.slice(1);
  if (!code) return show(drawnRefusal((await loaded).page("nothing")));
  return judge(`HTTPS://${location.host.toUpperCase()}/V#${code}`, { ownHost: true });
}

addEventListener("hashchange", look);
look();
keepForLater();
