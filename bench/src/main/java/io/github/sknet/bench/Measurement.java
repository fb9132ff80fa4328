package io.github.sknet.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.bench.worker.Workload;
import io.github.sknet.graph.Size;
import java.util.OptionalDouble;

/**
 * How one engine did.
 *
 * @param workload what it did
 * @param engine its name
 * @param threads that it had
 * @param millisPerImage the median over the rounds of each round's median
 * @param spread half the distance between the rounds' quartiles, by the median
 * @param peakFraction multiply-adds done by the most that the processor could do in that time
 * @param ratioToJava its time by the engine java's, the median of the rounds' ratios; empty where java did not take part
 * @param ratioSpread half the distance between the quartiles of the rounds' ratios
 * @param firstResultMillis from the start of its process to its first result
 * @param memory what it used
 */
record Measurement(
        Workload workload,
        String engine,
        int threads,
        double millisPerImage,
        double spread,
        double peakFraction,
        OptionalDouble ratioToJava,
        OptionalDouble ratioSpread,
        double firstResultMillis,
        WorkerProcess.Memory memory) {

    ObjectNode toJson() {
        Size size = workload.size();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("model", workload.name());
        if (size.height() == size.width()) {
            json.put("size", size.height());
        } else {
            json.putArray("size").add(size.height()).add(size.width());
        }
        json.put("engine", engine)
                .put("threads", threads)
                .put("batch", workload.batch())
                .put("millisPerImage", millisPerImage)
                .put("spread", spread)
                .put("peakFraction", peakFraction);
        ratioToJava.ifPresent(ratio -> json.put("ratioToJava", ratio));
        ratioSpread.ifPresent(ratio -> json.put("ratioSpread", ratio));
        return json.put("firstResultMillis", firstResultMillis)
                .put("peakResidentMib", memory.peakResidentMib())
                .put("allocatedBytesPerPrediction", memory.allocatedBytes());
    }
}
