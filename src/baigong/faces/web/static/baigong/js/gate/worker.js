// The worker of /verify and /V: what they need is kept, so that codes are judged without a network. Nothing else is.
// GATE stands before this: version, files, pages, and where the trust data is.
const FILES = `gate-${GATE.version}`, TRUST = "gate-trust";
const language = new URL(location.href).searchParams.get("language") ?? "zh-Hans";
const NAMED = /(?:href|src)="(\/static\/[^"#]+)/g, FONTS = /url\("(fonts\/[^"]+)"\)/g;

self.addEventListener("install", (event) => { event.waitUntil(filled().then(() => self.skipWaiting())); });
self.addEventListener("activate", (event) => { event.waitUntil(cleared().then(() => self.clients.claim())); });
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname === GATE.trust) event.respondWith(newest(event.request, TRUST));
  else if (event.request.mode === "navigate" && GATE.pages.includes(pathname)) event.respondWith(page(event.request, pathname));
  else if (pathname.startsWith("/static/") || pathname.startsWith("/gate/")) event.respondWith(kept(event.request));
});

// Pages as whoever is signed in nowhere sees them: nothing personal is kept.
async function filled() {
  const cache = await caches.open(FILES);
  const files = new Set(GATE.files);
  for (const address of GATE.pages) {
    const answer = await fetch(address, { credentials: "omit", cache: "no-store", headers: { "Accept-Language": language } });
    if (!answer.ok) throw new Error(address);
    for (const [, file] of (await answer.clone().text()).matchAll(NAMED)) files.add(file);
    await cache.put(address, answer);
  }
  for (const file of files) await keep(cache, file);
  const trust = await fetch(GATE.trust, { cache: "no-store" }).catch(() => null);
  if (trust?.ok) await (await caches.open(TRUST)).put(GATE.trust, trust);
}

async function keep(cache, file) {
  const answer = await fetch(file, { credentials: "omit" });
  if (!answer.ok) throw new Error(file);
  if (file.endsWith(".css")) {
    for (const [, font] of (await answer.clone().text()).matchAll(FONTS)) await keep(cache, new URL(font, new URL(file, location.href)).pathname);
  }
  await cache.put(file, answer);
}

async function cleared() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("gate-") && ![FILES, TRUST].includes(name)).map((name) => caches.delete(name)));
}

async function page(request, pathname) {
  return fetch(request).catch(async () => (await caches.open(FILES)).match(pathname));
}

async function newest(request, name) {
  const cache = await caches.open(name);
  try {
    const answer = await fetch(request, { cache: "no-store" });
    if (answer.ok) await cache.put(GATE.trust, answer.clone());
    return answer;
  } catch {
    const old = await cache.match(GATE.trust);
    return old ? new Response(old.body, { headers: { "X-Kept": "yes" } }) : Response.error();
  }
}

async function kept(request) {
  return await (await caches.open(FILES)).match(request, { ignoreVary: true }) ?? fetch(request);
}
