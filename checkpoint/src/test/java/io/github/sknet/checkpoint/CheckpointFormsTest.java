package io.github.sknet.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.sknet.checkpoint.TorchArchiveWriter.Call;
import io.github.sknet.checkpoint.TorchArchiveWriter.Global;
import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which training scripts leave weights behind. */
class CheckpointFormsTest {

    private static final Map<String, Tensor> STATE =
            Map.of("a", Tensor.of(new float[] {1, 2, 3}, 3), "b", Tensor.of(new float[] {-1}, 1));
    private static final Map<String, Tensor> AVERAGE = Map.of("a", Tensor.of(new float[] {4, 5, 6}, 3));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("weights.pth");
    }

    private Checkpoint read(Object saved) throws IOException {
        TorchArchiveWriter.writeValue(file(), saved);
        return Checkpoints.read(file());
    }

    /** A dictionary in the given order; values may be {@code null}. */
    private static Map<Object, Object> dictionary(Object... keysAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state_dict",
                "model",
                "model_state_dict",
                "net",
                "network",
                "module",
                "weights",
                "params",
                "whatever"
            })
    void looksUnderTheUsualNamesAndWhereElseTensorsAre(String name) throws IOException {
        Checkpoint checkpoint = read(dictionary("epoch", 5, name, STATE, "best_acc1", Tensor.of(new float[1], 1)));
        assertEquals(STATE, checkpoint.weights().tensors());
        assertEquals(List.of("took '" + name + "'"), checkpoint.notes());
        assertEquals(
                STATE,
                read(dictionary("model", dictionary(name, STATE))).weights().tensors());
    }

    /** PyTorch's own example saves a tensor beside the state dictionary; an optimiser's state is none. */
    @Test
    void isNotMisledByOtherTensors() throws IOException {
        Map<Object, Object> optimizer = dictionary(
                "state", dictionary(0, dictionary("momentum_buffer", Tensor.of(new float[2], 2), "step", 3)),
                "param_groups", List.of(dictionary("lr", 0.1, "params", List.of(0, 1))));
        Tensor accuracy = Tensor.of(new float[] {71.5f});
        assertEquals(
                STATE,
                read(dictionary("optimizer", optimizer, "best_acc1", accuracy, "state_dict", STATE))
                        .weights()
                        .tensors());
        assertEquals(
                "took 'generator'",
                read(dictionary("optimizer", optimizer, "generator", STATE))
                        .notes()
                        .get(0));
    }

    @Test
    void looksIntoListsAndTuples() throws IOException {
        Checkpoint tuple = read(new Object[] {STATE, 17});
        assertEquals(STATE, tuple.weights().tensors());
        assertEquals(List.of("took 'element 0'"), tuple.notes());
        assertEquals(STATE, read(List.of(dictionary("model", STATE))).weights().tensors());
    }

    @Test
    void severalDictionariesAreNamed() throws IOException {
        TorchArchiveWriter.writeValue(file(), dictionary("generator", STATE, "discriminator", STATE));
        assertRefused(MovingAverage.IF_PRESENT, "several dictionaries of tensors: generator, discriminator");
    }

    @ParameterizedTest
    @CsvSource({"state_dict, state_dict_ema", "model, model_ema", "model, ema", "net, ema_state_dict"})
    void takesTheMovingAverageUnlessToldOtherwise(String raw, String average) throws IOException {
        Checkpoint checkpoint = read(dictionary(raw, STATE, average, AVERAGE));
        assertEquals(AVERAGE, checkpoint.weights().tensors());
        assertEquals(
                List.of("took the moving average '" + average + "', not '" + raw + "' (--no-ema takes that)"),
                checkpoint.notes());
        assertEquals(
                AVERAGE,
                Checkpoints.read(file(), MovingAverage.REQUIRED).weights().tensors());
        Checkpoint last = Checkpoints.read(file(), MovingAverage.IGNORED);
        assertEquals(STATE, last.weights().tensors());
        assertEquals(List.of("took '" + raw + "', not the moving average '" + average + "'"), last.notes());
    }

    @Test
    void anAverageThatIsMissingOrAloneIsSaid() throws IOException {
        TorchArchiveWriter.writeValue(file(), dictionary("state_dict", STATE, "ema", null));
        assertEquals(STATE, Checkpoints.read(file()).weights().tensors());
        assertRefused(MovingAverage.REQUIRED, "holds no moving average");
        TorchArchiveWriter.writeValue(file(), dictionary("ema", dictionary("module", AVERAGE, "updates", 7)));
        assertEquals(AVERAGE, Checkpoints.read(file()).weights().tensors());
        assertRefused(MovingAverage.IGNORED, "holds only a moving average of weights, under 'ema'");
    }

    private static Stream<Arguments> otherThings() {
        Map<Object, Object> attributes = dictionary("lr", 0.1, "data", "/data", "amp", true, "seed", null);
        Call dtype =
                Call.of("numpy", "dtype", "f8", false, true).with(new Object[] {3, "<", null, null, null, -1, -1, 0});
        return Stream.of(
                arguments("argparse.Namespace", Call.of("argparse", "Namespace").with(attributes)),
                arguments(
                        "Python 2's object",
                        Call.of(
                                        "copy_reg",
                                        "_reconstructor",
                                        new Global("a", "B"),
                                        new Global("__builtin__", "object"),
                                        null)
                                .with(attributes)),
                arguments("Counter", Call.of("collections", "Counter", dictionary(30, 1, 60, 1))),
                arguments("defaultdict", Call.of("collections", "defaultdict", new Global("builtins", "list"))),
                arguments("a numpy scalar", Call.of("numpy.core.multiarray", "scalar", dtype, new byte[8])),
                arguments(
                        "a numpy array",
                        Call.of(
                                        "numpy.core.multiarray",
                                        "_reconstruct",
                                        new Global("numpy", "ndarray"),
                                        new Object[] {0},
                                        new byte[1])
                                .with(new Object[] {1, new Object[] {1}, dtype, false, new byte[8]})),
                arguments("torch.device", Call.of("torch", "device", "cuda", 0)),
                arguments("torch.dtype", new Global("torch", "float32")),
                arguments("torch.Size", Call.of("torch", "Size", (Object) new Object[] {3, 224, 224})),
                arguments("a set", Call.of("builtins", "set", List.of("a", "b"))),
                arguments("Path", Call.of("pathlib", "PosixPath", "/", "data")),
                arguments("datetime", Call.of("datetime", "datetime", (Object) new byte[10])),
                arguments("an enum", Call.of("my.project", "Mode", 2)),
                arguments(
                        "a config that is a dictionary",
                        Call.of("yacs.config", "CfgNode").with(attributes)),
                arguments("a sparse tensor", Call.of("torch._utils", "_rebuild_sparse_tensor", 1, new Object[0])),
                arguments("odd keys", dictionary(true, 1, null, 2, 3, 3.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherThings")
    void whatIsNotNeededIsLeftAsItIs(String name, Object thing) throws IOException {
        Map<Object, Object> saved =
                dictionary("thing", thing, "state_dict", STATE, "list", Arrays.asList(thing, thing));
        assertEquals(STATE, read(saved).weights().tensors());
        TorchArchiveWriter.writeLegacy(file(), saved);
        assertEquals(STATE, Checkpoints.read(file()).weights().tensors(), "in the old format");
        Checkpoint mixed = read(dictionary("a", STATE.get("a"), "thing", thing));
        assertTrue(mixed.weights().tensors().containsKey("a"), "within the state dictionary");
    }

    @Test
    void entriesThatAreNoTensorsAreNamed() throws IOException {
        Checkpoint checkpoint = read(dictionary(
                "a", STATE.get("a"), "b", STATE.get("b"), "epoch", 5, "arch", "sk", "args", Call.of("x", "Y")));
        assertEquals(STATE, checkpoint.weights().tensors());
        assertEquals(
                List.of("left aside, for they are no tensors: epoch (5), arch (a text), args (x.Y)"),
                checkpoint.notes());
    }

    @Test
    void whatPythonWouldRunIsToldAndNotRun() throws IOException {
        Path touched = folder.resolve("touched");
        Checkpoint checkpoint =
                read(dictionary("state_dict", STATE, "args", Call.of("posix", "system", "touch " + touched)));
        assertEquals(STATE, checkpoint.weights().tensors());
        assertTrue(checkpoint.notes().get(1).contains("Python would run posix.system"), checkpoint.notes()::toString);
        assertFalse(Files.exists(touched));
    }

    /** What {@code torch.save(model)} leaves: the tensors' names come from the tree of modules. */
    @Test
    void readsAWholeModel() throws IOException {
        Tensor weight = Tensor.of(new float[] {1, 2}, 2);
        Tensor mean = Tensor.of(new float[] {3}, 1);
        Object leaf =
                module(dictionary("weight", weight, "bias", null), dictionary("running_mean", mean), dictionary());
        Object model = module(
                dictionary(),
                dictionary(),
                dictionary("layer", module(dictionary(), dictionary(), dictionary("0", leaf, "none", null))));
        Map<String, Tensor> expected = Map.of("layer.0.weight", weight, "layer.0.running_mean", mean);
        assertEquals(expected, read(model).weights().tensors());
        assertEquals(
                expected,
                read(dictionary("model", null, "ema", model)).weights().tensors());
    }

    private static Call module(Object parameters, Object buffers, Object modules) {
        return Call.of("my.models", "Net")
                .with(dictionary(
                        "training", true, "_parameters", parameters, "_buffers", buffers, "_modules", modules));
    }

    @Test
    void readsStatesOfNumpyArrays() throws IOException {
        byte[] numbers = ByteBuffer.allocate(24)
                .order(ByteOrder.BIG_ENDIAN)
                .putFloat(1)
                .putFloat(2)
                .putFloat(3)
                .putFloat(4)
                .putFloat(5)
                .putFloat(6)
                .array();
        Call type = Call.of("numpy", "dtype", "f4", 0, 1).with(new Object[] {3, ">", null, null, null, -1, -1, 0});
        Call empty = Call.of(
                "numpy._core.multiarray", "_reconstruct", new Global("numpy", "ndarray"), new Object[] {0}, "b");
        Object[] shape = {2, 3};
        Map<Object, Object> state = dictionary(
                "rows", empty.with(new Object[] {1, shape, type, false, numbers}),
                "columns", empty.with(new Object[] {1, shape, type, true, numbers}));
        Map<String, Tensor> expected = Map.of(
                "rows", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                "columns", Tensor.of(new float[] {1, 3, 5, 2, 4, 6}, 2, 3));
        assertEquals(expected, read(state).weights().tensors());
        TorchArchiveWriter.writeValue(file(), Map.of("x", empty.with(new Object[] {
            1, new Object[] {7}, type, false, numbers
        })));
        assertRefused(MovingAverage.IF_PRESENT, "an array of shape [7] and type F32 has 24 bytes");
    }

    @Test
    void readsTheFormatBefore16() throws IOException {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("conv.weight", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 2, 1, 3));
        state.put("conv.bias", Tensor.of(new float[] {7}, 1));
        TorchArchiveWriter.writeLegacy(file(), dictionary("epoch", 3, "state_dict", state));
        Checkpoint checkpoint = Checkpoints.read(file());
        assertEquals(state, checkpoint.weights().tensors());
        assertTrue(checkpoint.format().contains("before 1.6"), checkpoint.format());

        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 2));
        assertRefused(MovingAverage.IF_PRESENT, "was cut off");
        bytes[bytes.length - 12] = 9;
        Files.write(file(), bytes);
        assertRefused(MovingAverage.IF_PRESENT, "has 9 elements, not 1");
    }

    @Test
    void readsSeveralFilesWithAnIndex() throws IOException {
        Tensor one = Tensor.of(new float[] {1}, 1);
        Tensor two = Tensor.of(new float[] {2}, 1);
        new Safetensors(Map.of(), Map.of("a", one)).write(folder.resolve("model-1-of-2.safetensors"));
        TorchArchiveWriter.write(folder.resolve("model-2-of-2.bin"), Map.of("b", two));
        writeIndex("{\"a\": \"model-1-of-2.safetensors\", \"b\": \"model-2-of-2.bin\"}");
        assertEquals(
                Map.of("a", one, "b", two), Checkpoints.read(index()).weights().tensors());
        assertEquals(
                Map.of("a", one, "b", two), Checkpoints.read(folder).weights().tensors(), "by its folder");
        WeightsException refused = assertThrows(
                WeightsException.class, () -> Checkpoints.read(folder.resolve("model-1-of-2.safetensors")));
        assertTrue(refused.getMessage().endsWith("give their index, " + index()), refused.getMessage());
    }

    private Path index() {
        return folder.resolve("model.safetensors.index.json");
    }

    private void writeIndex(String map) throws IOException {
        Files.writeString(index(), "{\"metadata\": {\"total_size\": 8}, \"weight_map\": " + map + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": \"../secret.safetensors\"} | no name of a file beside it",
                "{\"a\": \"/etc/passwd\"}           | no name of a file beside it",
                "{\"a\": \"..\"}                    | no name of a file beside it",
                "{\"a\": 7}                         | no name of a file beside it",
                "{\"a\": \"model.safetensors.index.json\"} | no name of a file beside it",
                "{\"a\": \"nosuch.safetensors\"}    | names the file nosuch.safetensors",
                "{\"a\": \"itself\"}                | names the file itself",
                "{\"c\": \"one\"}                   | names the tensor c in one, which does not hold it",
                "{}                                 | has no 'weight_map'",
                "[]                                 | has no 'weight_map'"
            })
    void refusesAnIndexThatLeadsElsewhere(String map, String part) throws IOException {
        new Safetensors(Map.of(), STATE).write(folder.resolve("one"));
        writeIndex(map);
        Files.copy(index(), folder.resolve("itself"));
        WeightsException refused = assertThrows(WeightsException.class, () -> Checkpoints.read(index()));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Test
    void aFolderWithoutWeightsIsNamed() {
        WeightsException refused = assertThrows(WeightsException.class, () -> Checkpoints.read(folder));
        assertTrue(refused.getMessage().contains("holds none of model.safetensors"), refused.getMessage());
    }

    /** Few bytes that would be many objects. */
    @Test
    void refusesWhatGrowsWithoutEnd() throws IOException {
        TorchArchiveWriter.Call module = module(dictionary(), dictionary(), dictionary());
        for (int i = 0; i < 80; i++) {
            module = module(dictionary(), dictionary(), dictionary("m", module));
        }
        TorchArchiveWriter.writeValue(file(), module);
        assertRefused(MovingAverage.IF_PRESENT, "nested deeper than 64");

        // A list of a thousand pairs, made into a dictionary again and again.
        TorchArchiveWriter copies = new TorchArchiveWriter();
        copies.value(Collections.nCopies(1000, new Object[] {"k", 1})).raw('q', 0);
        for (int i = 0; i < 5000; i++) {
            copies.raw('0').global("collections", "OrderedDict").raw('h', 0, 0x85, 'R');
        }
        copies.raw('.').save(file());
        assertRefused(MovingAverage.IF_PRESENT, "copies dictionaries of more than");

        new TorchArchiveWriter()
                .raw('L')
                .raw("9".repeat(2000).chars().toArray())
                .raw('L', '\n', '.')
                .save(file());
        assertRefused(MovingAverage.IF_PRESENT, "a number of 2001 digits");
    }

    private void assertRefused(MovingAverage average, String part) {
        String message = assertThrows(WeightsException.class, () -> Checkpoints.read(file(), average))
                .getMessage();
        assertTrue(message.contains(part) && message.contains(file().toString()), message);
    }
}
