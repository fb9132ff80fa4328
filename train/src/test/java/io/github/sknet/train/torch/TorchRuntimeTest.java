package io.github.sknet.train.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TorchRuntimeTest {

    private static final Map<String, String> GOOD = Map.of(
            "OMP_NUM_THREADS", "2",
            "OPENBLAS_NUM_THREADS", "1",
            "MALLOC_MMAP_THRESHOLD_", "4294967296",
            "MALLOC_TRIM_THRESHOLD_", " 4294967296 ");

    @Test
    void whatTheEnvironmentLacksIsSaid() {
        assertEquals(List.of(), TorchRuntime.advise(GOOD, 2));
        assertEquals(4, TorchRuntime.advise(Map.of(), 2).size());
    }

    /** The allocator does not understand it either. */
    @Test
    void aThresholdThatIsNoNumberCountsAsNone() {
        Map<String, String> environment = new HashMap<>(GOOD);
        environment.put("MALLOC_TRIM_THRESHOLD_", "4G");
        List<String> advice = TorchRuntime.advise(environment, 2);
        assertEquals(1, advice.size());
        assertTrue(advice.get(0).startsWith("MALLOC_TRIM_THRESHOLD_ is not raised"), advice.get(0));
    }
}
