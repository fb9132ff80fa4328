package io.github.sknet.bench.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The processor's multiply-add peak: chains of fused multiply-adds on registers alone, on so many threads. One iteration
 * does {@link #FLOP} floating-point operations a thread. Argument: threads.
 */
public final class PeakWorker {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int LENGTH = 2_000_000;

    /** Floating-point operations of one iteration on one thread. */
    public static final double FLOP = 2.0 * CHAINS * LENGTH * SPECIES.length();

    private PeakWorker() {}

    public static void main(String[] arguments) throws IOException {
        TurnTaking turns = new TurnTaking();
        int threads = Integer.parseInt(arguments[0]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Subject subject = peak(pool, threads)) {
            subject.run();
            turns.serve(subject);
        } finally {
            pool.shutdown();
        }
    }

    private static Subject peak(ExecutorService pool, int threads) {
        return new Subject() {
            @Override
            public void run() {
                List<Future<Float>> chains = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    chains.add(pool.submit(PeakWorker::multiplyAdd));
                }
                for (Future<Float> chain : chains) {
                    try {
                        chain.get();
                    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }

            @Override
            public void close() {}
        };
    }

    private static float multiplyAdd() {
        FloatVector a = FloatVector.broadcast(SPECIES, 1.0001f);
        FloatVector b = FloatVector.broadcast(SPECIES, 0.9999f);
        FloatVector c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (int i = 0; i < LENGTH; i++) {
            c0 = a.fma(b, c0);
            c1 = a.fma(b, c1);
            c2 = a.fma(b, c2);
            c3 = a.fma(b, c3);
            c4 = a.fma(b, c4);
            c5 = a.fma(b, c5);
            c6 = a.fma(b, c6);
            c7 = a.fma(b, c7);
            c8 = a.fma(b, c8);
            c9 = a.fma(b, c9);
            c10 = a.fma(b, c10);
            c11 = a.fma(b, c11);
        }
        FloatVector sum = c0.add(c1)
                .add(c2)
                .add(c3)
                .add(c4)
                .add(c5)
                .add(c6)
                .add(c7)
                .add(c8)
                .add(c9)
                .add(c10)
                .add(c11);
        return sum.lane(0);
    }
}
