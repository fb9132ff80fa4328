package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.evaluation.Sizes;
import io.github.sknet.onnx.importer.model.Constant;

/** What is known of an ONNX value: a constant, sizes, what the network computes, or nothing, as something before it is not supported. */
sealed interface Value permits Value.Fixed, Value.Free, Value.Unknown, Feature {

    /** A constant. */
    record Fixed(Constant constant) implements Value {}

    /** Sizes of which one at least may depend on the input's. */
    record Free(Sizes sizes) implements Value {}

    /** What comes of an operator that is not supported: it is named once, and what reads it is not blamed. */
    record Unknown() implements Value {}
}
