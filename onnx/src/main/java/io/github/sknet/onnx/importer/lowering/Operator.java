package io.github.sknet.onnx.importer.lowering;

/**
 * An ONNX operator that is understood.
 *
 * @param name as in a file
 * @param limits what of it is not supported, in a few words; empty where nothing is
 * @param rule what becomes of it
 */
public record Operator(String name, String limits, Rule rule) {

    static Operator of(String name, Rule.Single rule) {
        return new Operator(name, "", Rule.single(rule));
    }

    static Operator of(String name, String limits, Rule.Single rule) {
        return new Operator(name, limits, Rule.single(rule));
    }
}
