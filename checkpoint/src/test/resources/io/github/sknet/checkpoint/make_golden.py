"""Writes state dictionaries as torch.save does (torch/serialization.py, _save), with Python's own pickle module.

PyTorch is not needed: modules of its names stand in, and only what lands in the pickle matters. Usage:

    python3 make_golden.py FOLDER

writes FOLDER/protocol2.pth and FOLDER/protocol5.pth.
"""

import collections
import io
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
    def __init__(self, out, protocol):
        super().__init__(out, protocol)
        self.storages = []

    def persistent_id(self, value):
        if not isinstance(value, Storage):
            return None
        if value not in self.storages:
            self.storages.append(value)
        return ("storage", TYPES[value.letter], str(self.storages.index(value)), "cpu", len(value.values))


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
