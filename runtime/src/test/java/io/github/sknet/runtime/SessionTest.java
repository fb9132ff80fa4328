package io.github.sknet.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.engine.Normalization;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a session promises besides the numbers of its kernels. */
class SessionTest {

    private static final Graph TINY = Models.named("sknet_tiny").build();
    private static final int SIZE = 28;
    private static final Plan PLAN = Plan.compile(TINY, Weights.initial(TINY, 7), SIZE, SIZE, new ScalarKernels());
    private static final int IMAGE = TINY.inputChannels() * SIZE * SIZE;

    @Test
    void sharingTheWorkDoesNotChangeTheNumbers() {
        float[] images = random(3 * IMAGE);
        float[] alone = PLAN.session().predict(images, false).output().values();
        try (Team team = Team.of(3)) {
            Session shared = PLAN.session(team);
            assertArrayEquals(alone, shared.predict(images, false).output().values(), "a batch, an image a thread");
            float[] first = Arrays.copyOf(images, IMAGE);
            float[] one = shared.predict(first, false).output().values();
            assertArrayEquals(Arrays.copyOf(alone, one.length), one, "one image, its items shared");
        }
    }

    @Test
    void rowsThatAreComputedAsTheyAreHandedOutAreTheSameForAnyNumberOfThreads() {
        SelectiveKernel block = SelectiveKernel.paper(32, 2, 8, 4, 1, 8);
        Graph graph = block.graph();
        for (Size size : List.of(new Size(1, 1), new Size(3, 5), new Size(43, 7), new Size(17, 300))) {
            Plan plan =
                    Plan.compile(graph, Weights.initial(graph, 7), size.height(), size.width(), new ScalarKernels());
            assertTrue(plan.steps().get(plan.steps().size() - 1).kernel().startsWith("select"), "computed row by row");
            int image = 32 * size.height() * size.width();
            float[] images = random(3 * image);
            float[] alone = new float[images.length];
            for (int i = 0; i < 3; i++) {
                float[] one = Arrays.copyOfRange(images, i * image, (i + 1) * image);
                float[] output = plan.session().predict(one, false).output().values();
                System.arraycopy(output, 0, alone, i * image, image);
            }
            try (Team team = Team.of(3)) {
                Session shared = plan.session(team);
                assertArrayEquals(alone, shared.predict(images, false).output().values(), "a batch at " + size);
                float[] first = shared.predict(Arrays.copyOf(images, image), false)
                        .output()
                        .values();
                assertArrayEquals(Arrays.copyOf(alone, image), first, "one image at " + size);
            }
        }
    }

    @Test
    void inputMayBeAnArrayABufferOrPixels() {
        Random random = new Random(5);
        byte[] bytes = new byte[2 * IMAGE];
        random.nextBytes(bytes);
        short[] shorts = new short[bytes.length];
        float[] fractions = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            shorts[i] = (short) random.nextInt();
            fractions[i] = random.nextFloat();
        }
        float[] mean = new float[TINY.inputChannels()];
        float[] deviation = new float[mean.length];
        Arrays.fill(mean, 0.4f);
        Arrays.fill(deviation, 0.25f);
        Normalization normalization = new Normalization(mean, deviation);
        Session session = PLAN.session();
        for (Pixels pixels : List.of(
                Pixels.of(bytes, 2, SIZE, SIZE, normalization),
                Pixels.of(shorts, 2, SIZE, SIZE, normalization),
                Pixels.of(fractions, 2, SIZE, SIZE, normalization))) {
            float[] planes = pixels.toTensor().values();
            float[] expected = session.predict(planes, false).output().values();
            FloatBuffer buffer = FloatBuffer.wrap(planes);
            assertArrayEquals(expected, session.predict(buffer, false).output().values());
            assertEquals(0, buffer.position(), "the buffer does not move");
            assertArrayEquals(expected, session.predict(pixels, false).output().values());
        }
    }

    @Test
    void attentionSumsToOneOverTheBranches() {
        Prediction prediction = PLAN.session().predict(random(2 * IMAGE), true);
        assertEquals(TINY.selections().size(), prediction.attention().size());
        prediction.attention().forEach((name, attention) -> {
            int channels = attention.size(2);
            assertEquals(List.of(2, attention.size(1), channels), attention.shape());
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                for (int m = 0; m < attention.size(1); m++) {
                    sum += attention.values()[m * channels + c];
                }
                assertEquals(1, sum, 1e-6f, name);
            }
        });
        assertTrue(PLAN.session().predict(random(IMAGE), false).attention().isEmpty());
    }

    @Test
    void aNaNReachesTheOutputAndIsForgottenAfterwards() {
        Session session = PLAN.session();
        float[] image = random(IMAGE);
        float[] clean = session.predict(image, false).output().values();
        float[] broken = image.clone();
        broken[IMAGE / 2] = Float.NaN;
        for (float value : session.predict(broken, false).output().values()) {
            assertTrue(Float.isNaN(value), "the attention sees every pixel, so every output is NaN");
        }
        assertArrayEquals(clean, session.predict(image, false).output().values());
    }

    @Test
    void badInputIsNamed() {
        Session session = PLAN.session();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> session.predict(new float[IMAGE + 1], false))
                .getMessage();
        assertTrue(message.contains("whole images") && message.contains(Integer.toString(IMAGE + 1)), message);
        assertThrows(IllegalArgumentException.class, () -> session.predict(new float[0], false));
        Pixels wide = Pixels.of(new byte[IMAGE + SIZE], 1, SIZE, SIZE + 1, Normalization.none(TINY.inputChannels()));
        String size = assertThrows(IllegalArgumentException.class, () -> session.predict(wide, false))
                .getMessage();
        assertTrue(size.contains("(N, 1, 28, 28)") && size.contains("(N, 1, 28, 29)"), size);
        assertThrows(IllegalArgumentException.class, () -> PLAN.at(0, SIZE));
        String large = assertThrows(IllegalArgumentException.class, () -> PLAN.at(100_000, 100_000))
                .getMessage();
        assertTrue(large.contains("100000×100000"), large);
    }

    @Test
    void aSessionServesOneThreadAtATime() throws InterruptedException {
        Session session = PLAN.session();
        AtomicReference<String> refusal = new AtomicReference<>();
        float[] images = random(20 * IMAGE);
        Runnable user = () -> {
            while (refusal.get() == null) {
                try {
                    session.predict(images, false);
                } catch (IllegalStateException e) {
                    refusal.set(e.getMessage());
                }
            }
        };
        Thread other = new Thread(user, "the other");
        other.start();
        user.run();
        other.join();
        assertTrue(refusal.get().contains("one thread at a time"), refusal.get());
    }

    @Test
    void aPredictionAllocatesItsResultAndLittleElse() {
        Session session = PLAN.session();
        float[] image = random(IMAGE);
        for (int i = 0; i < 50; i++) {
            session.predict(image, false);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int runs = 20;
        for (int i = 0; i < runs; i++) {
            session.predict(image, false);
        }
        long perRun = (threads.getCurrentThreadAllocatedBytes() - before) / runs;
        assertTrue(perRun < 4_096, "the result takes some hundred bytes, a prediction took " + perRun);
    }

    @Test
    void plansOfOtherSizesShareTheWeights() {
        Plan larger = PLAN.at(40, 36);
        Tensor output = larger.session()
                .predict(random(TINY.inputChannels() * 40 * 36), false)
                .output();
        Plan fresh = Plan.compile(TINY, Weights.initial(TINY, 7), 40, 36, new ScalarKernels());
        assertArrayEquals(
                fresh.session()
                        .predict(random(TINY.inputChannels() * 40 * 36), false)
                        .output()
                        .values(),
                output.values());
    }

    @Test
    void aPlanPrintsItsSteps() {
        String table = PLAN.toString();
        assertTrue(table.contains("GFLOP") && table.contains("softmax across branches"), table);
        assertTrue(!table.contains("ReLU \n")
                && PLAN.steps().stream().noneMatch(step -> step.kernel().equals("ReLU")));
    }

    private static float[] random(int count) {
        Random random = new Random(3);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
