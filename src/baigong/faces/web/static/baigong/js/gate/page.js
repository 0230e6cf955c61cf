// /verify: the camera, a picture, or the text of a code; without scripts the other doors of the page stay.
import { judge, keepForLater, loaded } from "./gate.js";
import { codeIn, watched } from "./scanning.js";

const at = (id) => document.getElementById(id);
const scan = at("scan"), view = at("view"), camera = at("camera"), halt = at("stop"), told = at("scan-told");
let stop = () => {};

scan.hidden = false;
camera.hidden = !navigator.mediaDevices?.getUserMedia;
keepForLater();

camera.addEventListener("click", async () => {
  showCamera(true);
  try {
    stop = await watched(view, (text) => { showCamera(false); judge(text); });
  } catch {
    showCamera(false);
    say("no_camera");
  }
});
halt.addEventListener("click", () => { stop(); showCamera(false); });
at("picture").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  say("looking");
  const text = await createImageBitmap(file).then(codeIn).catch(() => null);
  event.target.value = "";
  if (text === null) return say("no_code");
  told.textContent = "";
  judge(text);
});
at("judge").addEventListener("click", () => {
  const field = at("scanned");
  field.value = field.value.trim();
  if (field.reportValidity()) judge(field.value);
});

function showCamera(isOn) {
  view.hidden = halt.hidden = !isOn;
  camera.disabled = isOn;
  told.textContent = "";
}

async function say(name) { told.textContent = (await loaded).page(name); }
