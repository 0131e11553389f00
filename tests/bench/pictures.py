"""What making all public files of a 12-megapixel JPEG costs, beside stock Wagtail making the same set, in one run.

Ours is timed as a worker runs it, with the start of its child; Wagtail's by its own filters at its default qualities.
Quality is SSIM of the luminance against the original scaled down by LANCZOS to the same size. Part of ``make bench``;
alone: ``python -m tests.bench.pictures``. Ends with status 1 when a bound of the pipeline does not hold.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import django
import numpy as np
import numpy.typing as npt
from PIL import Image as Pillow

from portal.media.sandboxed.pictures import box_around
from portal.media.sizes import Purpose, Wanted, wanted

WIDTH, HEIGHT = 4000, 3000
CENTRE = (0.5, 0.5)
#: What must hold, as ratios of one run: processor time of the set, bytes of each file, and how much SSIM may be lower.
MOST_CPU, MOST_BYTES, MOST_LOSS = 0.6, 1.1, 0.01
WINDOW = 7

Plane = npt.NDArray[np.float64]


def photograph() -> bytes:
    """A JPEG like a photograph: gradients of a sky, and noise whose strength falls with its fineness."""
    random = np.random.default_rng(2117)
    height, width = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32) / HEIGHT
    planes = [150 - 60 * height, 140 - 20 * height + 10 * width, 120 + 50 * height - 20 * width]
    for step in (512, 256, 128, 64, 32, 16, 8, 4, 2, 1):
        rows, columns = HEIGHT // step + 2, WIDTH // step + 2
        for number in range(3):
            grain = Pillow.fromarray(random.normal(0, 1, (rows, columns)).astype(np.float32))
            grown = grain.resize((columns * step, rows * step), Pillow.Resampling.BICUBIC)
            planes[number] = planes[number] + 2.4 * step**0.5 * np.asarray(grown)[:HEIGHT, :WIDTH]
    return _jpeg(np.stack(planes, axis=2))


def noise() -> bytes:
    """A JPEG of nothing but noise: what compresses worst."""
    return _jpeg(np.random.default_rng(2118).uniform(0, 255, (HEIGHT, WIDTH, 3)))


def _jpeg(pixels: Any) -> bytes:
    buffer = io.BytesIO()
    Pillow.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def cpu_seconds(work: Callable[[], Any]) -> float:
    """Processor time of a piece of work, that of its ended children included."""

    def spent() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in both)

    before = spent()
    work()
    return spent() - before


def ours(content: bytes, files: list[Wanted]) -> dict[Wanted, bytes]:
    """Every file by the pipeline's own child."""
    request = {"do": "make", "format": "JPEG", "width": WIDTH, "height": HEIGHT, "focus": CENTRE}
    request["every"] = request["wanted"] = [asdict(one) for one in files]
    answers = import_module("portal.media.sandbox").run("pictures", request, content, seconds=600)
    by_kind = {one.kind: one for one in files}
    return {by_kind[facts["purpose"], facts["format"], facts["width"]]: made for facts, made in answers if made}


def stock(content: bytes, files: list[Wanted]) -> dict[Wanted, bytes]:
    """Every file by the filter that a template of stock Wagtail would name."""
    models = import_module("wagtail.images.models")
    picture = SimpleNamespace(get_focal_point=lambda: None, is_svg=lambda: False)
    made = {}
    for one in files:
        shape = f"width-{one.width}" if one.purpose == Purpose.PAGE else f"fill-{one.width}x{one.height}"
        buffer = io.BytesIO()
        models.Filter(f"{shape}|format-{one.format}").run(picture, buffer, io.BytesIO(content))
        made[one] = buffer.getvalue()
    return made


def luminance(picture: Pillow.Image) -> Plane:
    """Brightness of each pixel, 0 to 255."""
    return np.asarray(picture.convert("RGB").convert("L"), dtype=np.float64)


def ssim(one: Plane, two: Plane) -> float:
    """Mean structural similarity over windows of 7 × 7 pixels (Wang et al. 2004, uniform windows); 1 is the same."""

    def mean(plane: Plane) -> Plane:
        sums = np.pad(plane, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
        part = sums[WINDOW:, WINDOW:] - sums[:-WINDOW, WINDOW:] - sums[WINDOW:, :-WINDOW] + sums[:-WINDOW, :-WINDOW]
        return np.asarray(part / WINDOW**2)

    first, second = mean(one), mean(two)
    spread = mean(one * one) - first**2 + mean(two * two) - second**2
    together = mean(one * two) - first * second
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    similar = (2 * first * second + c1) * (2 * together + c2) / ((first**2 + second**2 + c1) * (spread + c2))
    return float(similar.mean())


def reference(original: Pillow.Image, one: Wanted) -> Plane:
    """The original cut and scaled to the size of a file, once and well."""
    size = (one.width, one.height)
    box = box_around(original.size, one.width / one.height, CENTRE)
    return luminance(original.resize(size, Pillow.Resampling.LANCZOS, box=box))


def compare(name: str, content: bytes, runs: int) -> bool:
    """Measure and print one picture; whether every bound holds."""
    files = wanted(WIDTH, HEIGHT, portrait=True)
    times: dict[str, list[float]] = {"ours": [], "stock": []}
    made: dict[str, dict[Wanted, bytes]] = {}
    for _run in range(runs):
        for who, make in (("ours", ours), ("stock", stock)):
            times[who].append(cpu_seconds(lambda who=who, make=make: made.update({who: make(content, files)})))  # type: ignore[misc]
    mine, theirs = median(times["ours"]), median(times["stock"])
    fine = mine <= MOST_CPU * theirs
    print(f"\n{name}, {len(content) / 1e6:.1f} MB, {len(files)} files, median of {runs} runs")
    print(f"  CPU seconds {mine:.2f}, stock Wagtail {theirs:.2f}: {mine / theirs:.2f}x{'' if fine else '  TOO MUCH'}")
    print(f"  {'file':24}{'bytes':>10}{'stock':>10}{'ratio':>8}{'SSIM':>9}{'stock':>9}{'more':>9}")
    with Pillow.open(io.BytesIO(content)) as original:
        original.load()
    for one in files:
        wanted_plane = reference(original, one)
        sizes, similar = [], []
        for who in ("ours", "stock"):
            with Pillow.open(io.BytesIO(made[who][one])) as picture:
                similar.append(ssim(wanted_plane, luminance(picture)))
            sizes.append(len(made[who][one]))
        ratio, more = sizes[0] / sizes[1], similar[0] - similar[1]
        holds = ratio <= MOST_BYTES and more >= -MOST_LOSS
        fine = fine and holds
        print(
            f"  {f'{one.purpose} {one.width} {one.format}':24}{sizes[0]:10,}{sizes[1]:10,}{ratio:8.2f}"
            f"{similar[0]:9.4f}{similar[1]:9.4f}{more:+9.4f}{'' if holds else '  NO'}",
            flush=True,
        )
    total, others = (sum(len(part) for part in made[who].values()) for who in ("ours", "stock"))
    print(f"  {'all':24}{total:10,}{others:10,}{total / others:8.2f}")
    return fine


def processor() -> str:
    """What this machine calls its processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores"


def main() -> int:
    """Measure both pictures; 1 when a bound does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pictures", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each set is made (default 3)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PORTAL_DATA_DIR"] = folder  # nothing is read of the portal's data, nothing is written into it
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.base"
        django.setup()
        print(f"pictures of {WIDTH} x {HEIGHT} on {processor()}, Python {platform.python_version()}")
        held = [compare("photo-like", photograph(), chosen.runs), compare("noise", noise(), chosen.runs)]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
