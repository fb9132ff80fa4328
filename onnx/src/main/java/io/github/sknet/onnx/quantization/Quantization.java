package io.github.sknet.onnx.quantization;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.onnx.OnnxExporter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes an exported network compute its convolutions and linear layers with integers of eight bits, without training (Jacob et al.
 * 2018, arXiv 1712.05877, section 2).
 *
 * <ul>
 *   <li>Weights are signed and symmetric, with a scale for each output channel. Biases have 32 bits.
 *   <li>The input of each such layer and the result of each convolution are unsigned, with one scale and one zero point, which hold
 *       every number that was seen while {@linkplain #calibration calibrating}. Results of linear layers and the network's outputs
 *       stay float, and so does all that is no such layer.
 *   <li>The form is QDQ: QuantizeLinear and DequantizeLinear around float operators.
 * </ul>
 *
 * <p>On processors that have AVX2 or AVX-512 but not VNNI, ONNX Runtime adds products of unsigned and signed bytes in pairs of 16 bits,
 * which can overflow; compare on the machine that is meant.
 */
public final class Quantization {

    private final ModelProto model;
    private final List<Layer> layers;
    private final Calibration calibration;

    private Quantization(ModelProto model) {
        this.model = model;
        this.layers = Layer.of(model.getGraph());
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(
                    "The network has no convolution or linear layer that could be quantised");
        }
        this.calibration = new Calibration(model, values(layers));
    }

    /**
     * Begins with a float network.
     *
     * @param exported as {@link OnnxExporter#toBytes} makes it
     * @throws IllegalArgumentException when it has no layer that can compute with integers
     */
    public static Quantization of(byte[] exported) {
        try {
            return new Quantization(ModelProto.parseFrom(exported));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("This is no exported network: " + e.getMessage(), e);
        }
    }

    private static Set<String> values(List<Layer> layers) {
        Set<String> values = new TreeSet<>();
        layers.forEach(layer -> {
            values.add(layer.input());
            layer.result().ifPresent(values::add);
        });
        return values;
    }

    /** The float network as an engine that learns from what it is asked; for this network alone, whatever weights it is given. */
    public Engine calibration() {
        return calibration;
    }

    /** How many convolutions and linear layers compute with integers. */
    public int layers() {
        return layers.size();
    }

    /**
     * The rewritten network as the bytes of an ONNX file.
     *
     * @throws IllegalStateException when the calibration saw no image
     */
    public byte[] quantized() {
        return Int8Rewriting.rewrite(model, layers, calibration.ranges()).toByteArray();
    }

    /** The float network beside the rewritten one. */
    public Comparison comparison(byte[] quantized) {
        return new Comparison(model.toByteArray(), quantized);
    }
}
