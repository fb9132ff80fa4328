package io.github.sknet.train.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.module.GraphModule;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.junit.jupiter.api.Test;

class DeviceTest {

    /** libtorch's device for tensors without values: a GPU that every machine has. */
    private static final Device META = new Device("meta");

    @Test
    void isNamedAsInPyTorch() {
        assertEquals(Device.CPU, Device.named("cpu"));
        assertEquals(new Device("cuda:0"), Device.named("cuda"));
        assertEquals(new Device("cuda:3"), Device.named("cuda:3"));
        for (String wrong : List.of("gpu", "CPU", "cuda:", "cuda:-1", "cuda0", "cpu:0", "meta", "")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> Device.named(wrong), wrong);
            assertEquals("A device is cpu, cuda or cuda:N, not '" + wrong + "'", refused.getMessage());
        }
    }

    /** A sentence, not libtorch's list of backends, wherever a device is asked for that is not there. */
    @Test
    void whatIsNotThereIsSaid() {
        Device absent = Device.named("cuda:99");
        var graph = new io.github.sknet.graph.blocks.SKConv(8, 8, 2, 4, 2).graph();
        var weights = io.github.sknet.graph.weights.Weights.initial(graph, 1);
        for (org.junit.jupiter.api.function.Executable use : List.<org.junit.jupiter.api.function.Executable>of(
                absent::require,
                () -> absent.require(Precision.FLOAT32, graph),
                () -> new Hardware(absent, 1).start(),
                () -> new GraphModule(graph, weights, absent))) {
            String said = assertThrows(IllegalArgumentException.class, use).getMessage();
            assertTrue(said.startsWith("There is no device cuda:99: "), said);
            assertEquals(1, said.lines().count(), said);
        }
    }

    @Test
    void makesTensorsWhereItIs() {
        TorchRuntime.start();
        NativeScope.run(() -> {
            for (Device device : List.of(Device.CPU, META)) {
                for (org.bytedeco.pytorch.Tensor made : List.of(
                        device.tensor(new float[] {1, 2}, 2),
                        device.tensor(new double[] {1, 2}, 1, 2),
                        device.tensor(new int[] {1, 2}, 2),
                        device.tensor(new long[] {1, 2}, 2),
                        device.tensor(Tensor.zeros(List.of(2, 3, 4, 4))),
                        device.labels(new int[] {1, 2}),
                        device.zeros(2, 3))) {
                    assertEquals(device, Device.of(made));
                }
            }
        });
    }

    @Test
    void valuesGoInAndComeOut() {
        TorchRuntime.start();
        NativeScope.run(() -> {
            Tensor map = Tensor.zeros(List.of(2, 3, 4, 5));
            for (int i = 0; i < map.values().length; i++) {
                map.values()[i] = i;
            }
            org.bytedeco.pytorch.Tensor made = Device.CPU.tensor(map);
            assertTrue(made.is_contiguous(torch.MemoryFormat.ChannelsLast));
            assertEquals(map, Tensors.toJava(made));
            assertEquals(119, Tensors.doubles(made)[119]);
        });
    }

    /** A device's arithmetic is switched, and another's is left alone. */
    @Test
    void precisionFollowsIt() {
        TorchRuntime.start();
        Device gpu = new Device("cuda:0");
        Precision.BFLOAT16.call(gpu, () -> {
            assertTrue(torch.is_autocast_enabled(DeviceType.CUDA));
            assertEquals(
                    torch.ScalarType.BFloat16,
                    torch.get_autocast_dtype(DeviceType.CUDA).intern());
            assertFalse(torch.is_autocast_enabled(DeviceType.CPU));
            return null;
        });
        assertFalse(torch.is_autocast_enabled(DeviceType.CUDA));
        Precision.BFLOAT16.call(Device.CPU, () -> {
            assertTrue(torch.is_autocast_enabled(DeviceType.CPU));
            assertFalse(torch.is_autocast_enabled(DeviceType.CUDA));
            return null;
        });
    }

    @Test
    void batchesAreMadeByWhoHasNothingElseToDo() {
        assertEquals(1, new Hardware(Device.CPU, 1).loaderThreads());
        assertEquals(1, new Hardware(Device.CPU, 4).loaderThreads());
        assertEquals(4, new Hardware(Device.CPU, 16).loaderThreads());
        assertEquals(8, new Hardware(new Device("cuda:0"), 8).loaderThreads());
        assertThrows(IllegalArgumentException.class, () -> new Hardware(Device.CPU, 0));
    }
}
