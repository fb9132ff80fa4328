package io.github.sknet.onnx.importer.lowering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ONNX's operators that no network here has, by the reason. */
public final class UnsupportedOperators {

    private static final Map<String, List<String>> BY_REASON = new LinkedHashMap<>();

    static {
        BY_REASON.put("recurrent networks", List.of("GRU", "LSTM", "RNN"));
        BY_REASON.put(
                "transformers", List.of("Attention", "Einsum", "RMSNormalization", "RotaryEmbedding", "TensorScatter"));
        BY_REASON.put("control flow", List.of("If", "Loop", "Scan"));
        BY_REASON.put(
                "sequences, optional values and texts",
                List.of(
                        "ConcatFromSequence",
                        "Optional",
                        "OptionalGetElement",
                        "OptionalHasElement",
                        "RegexFullMatch",
                        "ReverseSequence",
                        "SequenceAt",
                        "SequenceConstruct",
                        "SequenceEmpty",
                        "SequenceErase",
                        "SequenceInsert",
                        "SequenceLength",
                        "SequenceMap",
                        "SplitToSequence",
                        "StringConcat",
                        "StringNormalizer",
                        "StringSplit",
                        "TfIdfVectorizer"));
        BY_REASON.put(
                "quantised networks",
                List.of(
                        "ConvInteger",
                        "DequantizeLinear",
                        "DynamicQuantizeLinear",
                        "MatMulInteger",
                        "QLinearConv",
                        "QLinearMatMul",
                        "QuantizeLinear"));
        BY_REASON.put(
                "detection's last steps, which answers make themselves",
                List.of("MaxRoiPool", "NonMaxSuppression", "RoiAlign", "TopK"));
        BY_REASON.put(
                "random values and losses",
                List.of(
                        "Bernoulli",
                        "Multinomial",
                        "NegativeLogLikelihoodLoss",
                        "RandomNormal",
                        "RandomNormalLike",
                        "RandomUniform",
                        "RandomUniformLike",
                        "SoftmaxCrossEntropyLoss"));
        BY_REASON.put(
                "signals", List.of("BlackmanWindow", "DFT", "HammingWindow", "HannWindow", "MelWeightMatrix", "STFT"));
        BY_REASON.put(
                "indices and conditions that are computed from the image",
                List.of(
                        "And",
                        "ArgMax",
                        "ArgMin",
                        "BitShift",
                        "BitwiseAnd",
                        "BitwiseNot",
                        "BitwiseOr",
                        "BitwiseXor",
                        "Compress",
                        "CumSum",
                        "GatherElements",
                        "GatherND",
                        "GreaterOrEqual",
                        "Hardmax",
                        "IsInf",
                        "IsNaN",
                        "LessOrEqual",
                        "NonZero",
                        "OneHot",
                        "Or",
                        "Scatter",
                        "ScatterElements",
                        "ScatterND",
                        "Trilu",
                        "Unique",
                        "Xor"));
        BY_REASON.put(
                "functions that convolutional networks seldom have",
                List.of(
                        "Acos",
                        "Acosh",
                        "Asin",
                        "Asinh",
                        "Atan",
                        "Atanh",
                        "Celu",
                        "Cos",
                        "Cosh",
                        "Det",
                        "Erf",
                        "Mod",
                        "Shrink",
                        "Sign",
                        "Sin",
                        "Sinh",
                        "Tan",
                        "ThresholdedRelu"));
        BY_REASON.put(
                "other operations on maps",
                List.of(
                        "AffineGrid",
                        "BitCast",
                        "CastLike",
                        "CenterCropPad",
                        "Col2Im",
                        "CumProd",
                        "DeformConv",
                        "EyeLike",
                        "GlobalLpPool",
                        "GridSample",
                        "ImageDecoder",
                        "LogSoftmax",
                        "LpNormalization",
                        "LpPool",
                        "MaxUnpool",
                        "Mean",
                        "MeanVarianceNormalization",
                        "ReduceL1",
                        "ReduceL2",
                        "ReduceLogSum",
                        "ReduceLogSumExp",
                        "ReduceMin",
                        "ReduceProd",
                        "ReduceSumSquare",
                        "Tile"));
    }

    private UnsupportedOperators() {}

    /** The operators' names by what they belong to. */
    public static Map<String, List<String>> byReason() {
        return new LinkedHashMap<>(BY_REASON);
    }

    /** Why an operator is not supported. */
    static String reason(String operator) {
        for (Map.Entry<String, List<String>> group : BY_REASON.entrySet()) {
            if (group.getValue().contains(operator)) {
                return "the operator is not supported (" + group.getKey() + ")";
            }
        }
        return operator.contains("::")
                ? "operators of other domains than ONNX's own are not supported"
                : "the operator is not supported";
    }
}
