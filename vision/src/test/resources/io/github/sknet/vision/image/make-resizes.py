#!/usr/bin/env python3
"""Prints resizes.csv: the CRC-32 of what Pillow's resize makes of bccd-00000.png (640x480), in RGB and in grey.

    python3 make-resizes.py > resizes.csv        # written with Pillow 9.4.0
"""

import zlib
from pathlib import Path

from PIL import Image

FILTERS = {"NEAREST": Image.NEAREST, "BILINEAR": Image.BILINEAR, "BICUBIC": Image.BICUBIC}
SIZES = [(640, 480), (640, 100), (33, 480), (1, 1), (7, 5), (224, 224), (341, 256), (639, 481), (1000, 700), (1281, 13)]

picture = Image.open(Path(__file__).parent / "bccd-00000.png").convert("RGB")
print("mode,interpolation,width,height,crc32")
for mode in ("RGB", "L"):
    source = picture.convert(mode)
    for name, resampling in FILTERS.items():
        for width, height in SIZES:
            resized = source.resize((width, height), resampling)
            print(f"{mode},{name},{width},{height},{zlib.crc32(resized.tobytes())}")
