"""Draw the demo's film: ``python scripts/draw_film.py FFMPEG``.

FFMPEG is the path of an ffmpeg with libx264, such as the one that the package imageio-ffmpeg
brings. The film changes seldom and is kept with the content, so nothing else needs ffmpeg.
The frames are painted by the Chromium of the browser tests.
"""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "lms" / "demo" / "content" / "films" / "three-depths.mp4"
WIDTH, HEIGHT = 720, 420


def main(ffmpeg: str) -> None:
    sys.path.insert(0, str(ROOT))
    from lms.demo.art.film import RATE, frames

    TARGET.parent.mkdir(exist_ok=True)
    command = [ffmpeg, "-y", "-loglevel", "error", "-f", "image2pipe", "-framerate", str(RATE)]
    command += ["-c:v", "png", "-i", "-", "-c:v", "libx264", "-preset", "veryslow", "-crf", "27"]
    command += ["-tune", "animation", "-pix_fmt", "yuv420p", "-g", str(RATE * 3)]
    command += ["-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact"]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path="/usr/bin/chromium") as browser,
        subprocess.Popen([*command, str(TARGET)], stdin=subprocess.PIPE) as encoder,
    ):
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.set_content("<style>body{margin:0}svg{display:block}</style><div></div>")
        assert encoder.stdin is not None
        for drawing in frames():
            page.locator("div").evaluate("(e, svg) => { e.innerHTML = svg }", drawing.render())
            encoder.stdin.write(page.screenshot())
        encoder.stdin.close()
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
