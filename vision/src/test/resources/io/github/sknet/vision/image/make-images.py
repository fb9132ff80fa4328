#!/usr/bin/env python3
"""Makes the odd image files beside this script, and for each what Pillow reads from it (NAME.expected.png).

    python3 make-images.py        # written with Pillow 9.4.0, numpy 1.24.2

The picture is a corner of bccd-00000.png, 24x16.
"""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

HERE = Path(__file__).parent
PICTURE = Image.open(HERE / "bccd-00000.png").convert("RGB").crop((390, 190, 534, 286)).resize((24, 16), Image.BICUBIC)


def expect(name: str, image: Image.Image) -> None:
    image.save(HERE / f"{name}.expected.png", optimize=True)


def read(name: str) -> Image.Image:
    return Image.open(HERE / name).convert("RGB")


def png(name: str, samples: np.ndarray, color_type: int, bits: int, extra: bytes = b"") -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + row.tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], bits, color_type, 0, 0, 0)
    (HERE / name).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def jpegs() -> None:
    PICTURE.save(HERE / "color.jpg", quality=95)
    PICTURE.save(HERE / "progressive.jpg", quality=90, progressive=True)
    PICTURE.convert("L").save(HERE / "grey.jpg", quality=95)
    PICTURE.convert("CMYK").save(HERE / "cmyk.jpg", quality=95, subsampling=0)
    # YCCK: a CMYK file whose samples are Y, Cb, Cr and whose Adobe marker says so (transform 2).
    y, cb, cr = PICTURE.convert("YCbCr").split()
    black = Image.eval(PICTURE.convert("L"), lambda v: 200 + v // 5)
    ycck = Image.merge("CMYK", [Image.eval(c, lambda v: 255 - v) for c in (y, cb, cr, black)])
    stream = io.BytesIO()
    ycck.save(stream, "JPEG", quality=95, subsampling=0)
    content = bytearray(stream.getvalue())
    adobe = content.index(b"Adobe")
    content[adobe + 11] = 2
    (HERE / "ycck.jpg").write_bytes(content)
    # RGB stored as it is: JFIF's marker replaced by Adobe's with transform 0.
    stream = io.BytesIO()
    Image.merge("YCbCr", PICTURE.split()).save(stream, "JPEG", quality=95, subsampling=0)
    content = stream.getvalue()
    app0_end = 4 + struct.unpack(">H", content[4:6])[0]
    adobe = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
    (HERE / "rgb.jpg").write_bytes(content[:2] + adobe + content[app0_end:])
    for name in ("color", "progressive", "grey", "cmyk", "ycck", "rgb"):
        expect(name, read(f"{name}.jpg"))


def rotated() -> None:
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        PICTURE.save(HERE / f"exif-{orientation}.jpg", quality=90, exif=exif)
        expect(f"exif-{orientation}", ImageOps.exif_transpose(Image.open(HERE / f"exif-{orientation}.jpg")).convert("RGB"))


def pngs() -> None:
    rgb = np.asarray(PICTURE).astype(np.uint16)
    alpha = (np.arange(24)[None, :, None] * 10 + np.zeros((16, 1, 1))).astype(np.uint8)
    noise = np.random.RandomState(0).randint(0, 256, rgb.shape).astype(np.uint16)
    wide = (rgb << 8 | noise).astype(">u2")
    png("rgb16.png", wide, 2, 16)
    # Pillow keeps the upper byte of 16-bit colour; the same is expected of 16-bit grey.
    expect("rgb16", read("rgb16.png"))
    png("grey16.png", wide[:, :, :1], 0, 16)
    expect("grey16", Image.fromarray(rgb[:, :, 0].astype(np.uint8)))
    png("rgba.png", np.concatenate([rgb.astype(np.uint8), alpha], 2), 6, 8)
    png("grey-alpha.png", np.concatenate([rgb[:, :, :1].astype(np.uint8), alpha], 2), 4, 8)
    png("transparent-color.png", rgb.astype(np.uint8), 2, 8, extra=_transparent(rgb[3, 5]))
    palette = PICTURE.quantize(16)
    palette.save(HERE / "palette.png", optimize=True, bits=4, transparency=3)
    PICTURE.convert("1").save(HERE / "one-bit.png", optimize=True)
    PICTURE.convert("L").save(HERE / "grey.png", optimize=True)
    palette.save(HERE / "palette.gif")
    PICTURE.save(HERE / "color.bmp")
    for file in ("rgba.png", "grey-alpha.png", "transparent-color.png", "palette.png", "one-bit.png", "grey.png",
                 "palette.gif", "color.bmp"):
        expect(file.replace(".", "-"), read(file))


def _transparent(color: np.ndarray) -> bytes:
    body = struct.pack(">3H", *(int(v) for v in color))
    return struct.pack(">I", 6) + b"tRNS" + body + struct.pack(">I", zlib.crc32(b"tRNS" + body))


def float_tiff() -> None:
    """6x4 pixels of 5 floats, x / 2 + 100 c - 3, deflated behind the floating-point predictor, as GDAL writes them."""
    width, height, bands = 6, 4, 5
    row = np.array([x / 2 + 100 * c - 3 for x in range(width) for c in range(bands)], ">f4")
    planes = row.view("u1").reshape(-1, 4).T.reshape(-1).astype(int)
    planes[bands:] -= planes[:-bands].copy()
    data = zlib.compress((planes & 255).astype("u1").tobytes() * height)
    data += b"\0" * (len(data) % 2)
    entries = [(256, [width]), (257, [height]), (258, [32] * bands), (259, [8]), (262, [1]), (273, [8]), (277, [bands]),
               (278, [height]), (279, [len(data)]), (284, [1]), (317, [3]), (338, [0] * (bands - 1)), (339, [3] * bands)]
    start = 8 + len(data)
    behind = start + 2 + 12 * len(entries) + 4
    directory, values = struct.pack("<H", len(entries)), b""
    for tag, numbers in entries:
        packed = struct.pack(f"<{len(numbers)}H", *numbers)
        inside = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack("<I", behind + len(values))
        values += b"" if len(packed) <= 4 else packed
        directory += struct.pack("<HHI", tag, 3, len(numbers)) + inside
    (HERE / "predictor3.tif").write_bytes(
        b"II*\0" + struct.pack("<I", start) + data + directory + b"\0\0\0\0" + values)


if __name__ == "__main__":
    float_tiff()
    jpegs()
    rotated()
    pngs()
