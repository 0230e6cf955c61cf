// SHA-256 and Ed25519 by the browser itself; by @noble/ed25519 where a browser does not know the curve yet.
let knowsCurve = null;

export async function sha256(content) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content));
}

export async function holds(publicKey, signature, message) {
  if (signature.length !== 64) return false;
  if (knowsCurve !== false) {
    try {
      const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
      knowsCurve = true;
      return await crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
    } catch (problem) {
      if (knowsCurve || problem.name !== "NotSupportedError") throw problem;
      knowsCurve = false;
    }
  }
  const { verifyAsync } = await import("./vendor/ed25519.js");
  return verifyAsync(signature, message, publicKey, { zip215: false });
}
