/** Networks as ONNX files, ONNX files as networks, and the engine {@code onnx}. */
// None of the libraries is a module yet.
@SuppressWarnings("requires-automatic")
module io.github.sknet.onnx {
    requires transitive io.github.sknet.graph;
    requires com.google.protobuf;
    requires com.microsoft.onnxruntime;
    requires org.tribuo.util.onnx;

    exports io.github.sknet.onnx;
    exports io.github.sknet.onnx.importer;
    exports io.github.sknet.onnx.quantization;

    provides io.github.sknet.graph.engine.Engine with
            io.github.sknet.onnx.OnnxEngine;
}
