"""Writes state dictionaries as torch.save does (torch/serialization.py, _save), with Python's own pickle module.

PyTorch is not needed: modules of its names stand in, and only what lands in the pickle matters. Usage:

    python3 make_golden.py FOLDER [others]

writes FOLDER/protocol2.pth and FOLDER/protocol5.pth; with the second word also, with other things beside the weights, as training scripts save them,
FOLDER/others2.pth, FOLDER/others5.pth and, in the format before PyTorch 1.6, FOLDER/legacy.pth. The latter need NumPy.
"""

import argparse
import collections
import datetime
import decimal
import enum
import io
import pathlib
import pickle
import struct
import sys
import types
import zipfile


def module(name):
    sys.modules[name] = types.ModuleType(name)
    return sys.modules[name]


torch, utils = module("torch"), module("torch._utils")


def storage_type(name):
    kind = type(name, (), {"__module__": "torch"})
    setattr(torch, name, kind)
    return kind


TYPES = {letter: storage_type(name + "Storage") for letter, name in
         {"f": "Float", "d": "Double", "e": "Half", "q": "Long", "?": "Bool"}.items()}


def _rebuild_tensor_v2(*arguments):
    raise AssertionError("only its name is pickled")


_rebuild_tensor_v2.__module__ = "torch._utils"
utils._rebuild_tensor_v2 = _rebuild_tensor_v2


class Storage:
    def __init__(self, letter, values):
        self.letter, self.values = letter, values


class Tensor:
    def __init__(self, storage, offset, size, stride):
        self.arguments = (storage, offset, size, stride, False, collections.OrderedDict())

    def __reduce_ex__(self, protocol):
        return _rebuild_tensor_v2, self.arguments


class Pickler(pickle.Pickler):
    def __init__(self, out, protocol, legacy=False):
        super().__init__(out, protocol)
        self.storages = []
        self.legacy = legacy

    def persistent_id(self, value):
        if not isinstance(value, Storage):
            return None
        if value not in self.storages:
            self.storages.append(value)
        key = str(self.storages.index(value))
        name = ("storage", TYPES[value.letter], key, "cpu", len(value.values))
        return name + (None,) if self.legacy else name


def save(path, obj, protocol):
    out = io.BytesIO()
    pickler = Pickler(out, protocol)
    pickler.dump(obj)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        write = lambda name, data: archive.writestr(zipfile.ZipInfo("archive/" + name), data)
        write("data.pkl", out.getvalue())
        write("byteorder", b"little")
        for key, storage in enumerate(pickler.storages):
            write("data/%d" % key, struct.pack("<%d%s" % (len(storage.values), storage.letter), *storage.values))
        write("version", b"3\n")
        write(".data/serialization_id", b"0" * 40)


def save_legacy(path, obj):
    with open(path, "wb") as file:
        pickle.dump(0x1950A86A20F9469CFC6C, file, 2)
        pickle.dump(1001, file, 2)
        sizes = {"short": 2, "int": 4, "long": 4}
        pickle.dump({"protocol_version": 1001, "little_endian": True, "type_sizes": sizes}, file, 2)
        pickler = Pickler(file, 2, legacy=True)
        pickler.dump(obj)
        pickle.dump([str(key) for key in range(len(pickler.storages))], file, 2)
        for storage in pickler.storages:
            file.write(struct.pack("<q", len(storage.values)))
            file.write(struct.pack("<%d%s" % (len(storage.values), storage.letter), *storage.values))


shared = Storage("f", [float(i) for i in range(24)])
state = collections.OrderedDict()
state["conv.weight"] = Tensor(shared, 0, (2, 3, 2, 2), (12, 4, 2, 1))
state["conv.transposed"] = Tensor(shared, 0, (3, 2), (1, 3))
state["conv.tail"] = Tensor(shared, 20, (4,), (1,))
state["half"] = Tensor(Storage("e", [1.5, -2.0]), 0, (2,), (1,))
state["double"] = Tensor(Storage("d", [0.1]), 0, (1,), (1,))
state["flags"] = Tensor(Storage("?", [True, False, True]), 0, (3,), (1,))
state["bn.num_batches_tracked"] = Tensor(Storage("q", [12345]), 0, (), ())
state._metadata = collections.OrderedDict([("", {"version": 1})])

for protocol in (2, 5):
    save("%s/protocol%d.pth" % (sys.argv[1], protocol), {"epoch": 3, "state_dict": state, "best": 0.5}, protocol)


class Mode(enum.Enum):
    TRAIN = 1


class Config(dict):
    pass


class Meter:
    def __init__(self):
        self.history = numpy.arange(3.0)
        self.self = self


def others():
    return {
        "args": argparse.Namespace(lr=0.1, data=pathlib.PurePosixPath("/data"), betas=(0.9, 0.999)),
        "milestones": collections.Counter([30, 60]),
        "by_name": collections.defaultdict(list, {"a": [1]}),
        "accuracy": numpy.float64(71.5),
        "accuracies": [numpy.float32(1.5), numpy.arange(6.0).reshape(2, 3), numpy.array(["a", "b"])],
        "classes": {"cat", "dog"},
        "frozen": frozenset({1, 2}),
        "when": datetime.datetime(2020, 5, 1, tzinfo=datetime.timezone.utc),
        "mode": Mode.TRAIN,
        "config": Config(depth=18, inner=Config(width=64)),
        "meter": Meter(),
        "exact": decimal.Decimal("0.1"),
        "large": 1 << 200,
        "bytes": bytearray(b"abc"),
        "odd": {None: 1, True: 2, (1, 2): 3, 1.5: 4, b"b": 5},
        "complex": 1 + 2j,
        "slice": range(3),
        "state_dict": state,
        "optimizer": {"state": {0: {"momentum_buffer": Tensor(Storage("f", [1.0]), 0, (1,), (1,))}}},
    }


if len(sys.argv) > 2 and sys.argv[2] == "others":
    import numpy

    for protocol in (2, 5):
        save("%s/others%d.pth" % (sys.argv[1], protocol), others(), protocol)
    save_legacy("%s/legacy.pth" % sys.argv[1], others())
