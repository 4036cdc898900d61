/* Reads the QR code of a certificate with the camera, where the browser can do that by itself.
   Only the number is taken from the code: whatever address it names, the answer comes from here. */

const NUMBER = /\/c\/([0-9a-z-]{10,30})\/?$/i;

async function canScan() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return false;
  const formats = await window.BarcodeDetector.getSupportedFormats();
  return formats.includes("qr_code");
}

function numberIn(text) {
  try {
    return NUMBER.exec(new URL(text).pathname)?.[1] ?? "";
  } catch {
    return "";
  }
}

function start(root) {
  const button = root.querySelector("[data-start]");
  const view = root.querySelector("[data-view]");
  const video = root.querySelector("video");
  const status = root.querySelector("[data-status]");
  let stream = null;

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    view.hidden = true;
    button.hidden = false;
  }

  async function look(detector) {
    while (stream) {
      const codes = await detector.detect(video).catch(() => []);
      if (!stream) return;
      for (const code of codes) {
        const number = numberIn(code.rawValue);
        if (number) {
          stop();
          window.location.assign(`${root.dataset.answer}?number=${encodeURIComponent(number)}`);
          return;
        }
        status.textContent = status.dataset.foreign;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  button.addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      status.textContent = status.dataset.denied;
      return;
    }
    button.hidden = true;
    view.hidden = false;
    status.textContent = status.dataset.looking;
    video.srcObject = stream;
    await video.play();
    look(new window.BarcodeDetector({ formats: ["qr_code"] }));
  });
  root.querySelector("[data-stop]").addEventListener("click", stop);
  window.addEventListener("pagehide", stop);
}

for (const root of document.querySelectorAll("[data-scanner]")) {
  if (await canScan()) {
    root.hidden = false;
    start(root);
  }
}
