// A QR code in a picture or before the camera: by the browser's own detector where it has one, else by jsQR.
const MOST = 1600; // pixels a side; a larger picture is made smaller, for a phone's sake

export async function codeIn(picture) {
  const native = await detector();
  if (native) {
    const [found] = await native.detect(picture).catch(() => []);
    if (found) return found.rawValue;
  }
  return searched(picture);
}

async function detector() {
  if (!("BarcodeDetector" in globalThis)) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}

async function searched(picture) {
  const { default: jsQR } = await import("./vendor/jsqr.js");
  const width = picture.videoWidth ?? picture.width, height = picture.videoHeight ?? picture.height;
  for (const scale of scales(Math.max(width, height))) {
    const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.fillStyle = "white"; // what is transparent is paper
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    const found = (jsQR.default ?? jsQR)(data, canvas.width, canvas.height);
    if (found) return found.data;
  }
  return null;
}

function scales(longest) {
  const most = Math.min(1, MOST / longest);
  return longest > 800 ? [most, most / 2, Math.min(1, 2 * most)] : [1, 2];
}

// Asks the camera ten times a second, until a code is found or `stop` is called.
export async function watched(view, found) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  view.srcObject = stream;
  await view.play();
  let isOver = false;
  const stop = () => { isOver = true; stream.getTracks().forEach((track) => track.stop()); view.srcObject = null; };
  const look = async () => {
    if (isOver) return;
    const text = await codeIn(view);
    if (isOver) return;
    if (text) { stop(); found(text); } else setTimeout(look, 100);
  };
  look();
  return stop;
}
