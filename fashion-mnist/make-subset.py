#!/usr/bin/env python3
"""Makes the bundled subset of Fashion-MNIST: the first 10,000 training and the first 2,000 test images.

    apt-get install dataset-fashion-mnist
    python3 make-subset.py /usr/share/datasets/fashion-mnist src/main/resources/io/github/sknet/fashionmnist

The order of the originals is kept and the gzip header carries no time, so that the same input gives the same files.
"""

import gzip
import struct
import sys
from pathlib import Path

SIZES = {"train": 10_000, "t10k": 2_000}
IMAGE_BYTES = 28 * 28


def subset(source: Path, target: Path, header_integers: int, count: int, item_bytes: int) -> None:
    with gzip.open(source) as stream:
        header = struct.unpack(f">{header_integers}i", stream.read(4 * header_integers))
        items = stream.read(count * item_bytes)
    if len(items) != count * item_bytes:
        raise SystemExit(f"{source} holds fewer than {count} items")
    magic, _, *shape = header
    content = struct.pack(f">{header_integers}i", magic, count, *shape) + items
    target.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for part, count in SIZES.items():
        for kind, integers, item_bytes in (("images-idx3", 4, IMAGE_BYTES), ("labels-idx1", 2, 1)):
            name = f"{part}-{kind}-ubyte.gz"
            subset(source / name, target / name, integers, count, item_bytes)


if __name__ == "__main__":
    main()
